import { execFile } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { builtOnce } from '../../../src/cli/dashboard/once.ts'
import { hashOf } from '../../../src/cli/dashboard/sources.ts'

/** What it is made of. */
const parts = [
  ...['src', 'bundle.ts', 'package-lock.json'],
  ...['test/setup/bundle.ts', 'test/setup/seeds/patching.ts'],
]

/**
 * The command in few files with the page beside it, as the package has them, of the sources as they are. It starts in a
 * half of the time of its sources, and the suite starts it hundreds of times.
 */
export async function bundledCommand(page: string): Promise<string> {
  const build = async (into: string) => {
    const env = { ...process.env, NODE_ENV: 'production' }
    await promisify(execFile)(process.execPath, ['test/setup/bundle.ts', into], { env })
    symlinkSync(page, join(into, 'dashboard'))
  }
  const folder = await builtOnce(resolve('.tmp/command', hashOf(resolve(), parts)), build)
  return join(folder, 'main.js')
}
