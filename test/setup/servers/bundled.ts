import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { builtOnce } from '../../../src/cli/dashboard/once.ts'
import { hashOf } from '../../../src/cli/dashboard/sources.ts'

/**
 * The command in few files, as the package has it, of the sources as they are. It starts in less than half of the
 * processor time of its sources, and the suite starts it hundreds of times.
 */
export async function bundledCommand(): Promise<string> {
  const folders = readdirSync('src').filter((name) => name !== 'dashboard')
  const parts = [
    ...folders.map((name) => `src/${name}`),
    'bundle.ts',
    'test/setup/bundle.ts',
    'package-lock.json',
  ]
  const folder = resolve('.tmp/command', hashOf(resolve(), parts))
  const build = async (into: string) => {
    const env = { ...process.env, NODE_ENV: 'production' }
    await promisify(execFile)(process.execPath, ['test/setup/bundle.ts', into], { env })
  }
  return join(await builtOnce(folder, build), 'main.js')
}
