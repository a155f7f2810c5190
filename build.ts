// Makes `dist`, which is what the package runs: the modules of `src` as JavaScript, and the page of the dashboard.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { dashboardFolder } from './src/cli/dashboard/building.ts'

const dist = join(import.meta.dirname, 'dist')
const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [join(compiler, 'bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
})
const page = await dashboardFolder((why) => {
  throw new Error(why)
})
if (page === undefined) throw new Error('There are no sources of the dashboard.')
cpSync(page, join(dist, 'dashboard'), { recursive: true })
