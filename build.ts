// Makes `dist`, which is what the package runs: the modules of `src` as JavaScript, the command in few files, and the page
// of the dashboard.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bundleCommand } from './bundle.ts'
import { dashboardFolder } from './src/cli/dashboard/building.ts'

const root = import.meta.dirname
const dist = join(root, 'dist')

/** Each module by itself, with its types, for programs that import the package, and for threads. */
function compile() {
  const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const { status } = spawnSync(process.execPath, [join(compiler, 'bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The sources do not compile.')
}

async function page(): Promise<string> {
  const folder = await dashboardFolder((why) => {
    throw new Error(why)
  })
  if (folder === undefined) throw new Error('There are no sources of the dashboard.')
  return folder
}

rmSync(dist, { recursive: true, force: true })
compile()
// A module finds files by its own place, which stays that of the module compiled by itself.
await bundleCommand({
  into: join(dist, 'command'),
  placeOf(source) {
    const place = `../${source.slice('src/'.length).replace(/ts$/, 'js')}`
    return `new URL('${place}', import.meta.url).href`
  },
})
cpSync(await page(), join(dist, 'dashboard'), { recursive: true })
