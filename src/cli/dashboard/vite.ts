import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** Builds the page of a project into a folder, in a process of its own. Throws what Vite says. */
export async function runVite(project: string, into: string): Promise<void> {
  const require = createRequire(join(project, 'package.json'))
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js')
  const args = [vite, 'build', 'src/dashboard', '--outDir', into, '--logLevel', 'error']
  // Tests have another NODE_ENV, with which the page would get the slow build of React, and others would find it here.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += String(text)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code !== 0)
    throw new Error(stripVTControlCharacters(output).trim().slice(0, 500) || `Vite ended with ${code}.`)
}
