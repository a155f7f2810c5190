import { spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundled, newDirectory, sources } from '../servers/process.ts'

const quoted = (program: readonly string[]) => program.map((part) => `"${part}"`).join(' ')
const [node] = sources
/** The command, also where a clone would run its sources: they start slowly, and `cli/serve.test.ts` starts them. */
const command = quoted(bundled)

/** What a reader types, as the project answers it. */
const commands: Readonly<Record<string, string>> = {
  execgraph: `exec ${command} "$@"`,
  node: `exec "${node}" "$@"`,
  npx: `[ "$1" = execgraph ] || exit 97
shift
exec ${command} "$@"`,
  npm: `case "$1 $2" in
  "ci "*) exit 0 ;;
  "start "*) shift; [ "$1" = -- ] && shift; exec ${command} serve "$@" ;;
  "run execgraph") shift 2; [ "$1" = -- ] && shift; exec ${command} "$@" ;;
  "exec --") shift 3; cd "${resolve('.')}" && exec "${node}" "$@" ;;
esac
exit 97`,
}

/** A folder with these commands, to be found by a shell. */
export function newCommands() {
  const bin = newDirectory()
  for (const [name, script] of Object.entries(commands)) {
    const file = join(bin.path, name)
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
  }
  return bin
}

export function startIn(cwd: string, bin: string, env: Readonly<Record<string, string>>) {
  return (file: string, args: readonly string[]) => {
    const PATH = `${bin}:${process.env['PATH']}`
    const own = { PATH, HOME: cwd, TMPDIR: process.env['TMPDIR'] ?? '/tmp', EXECGRAPH_MAX_READ_MS: '60000' }
    const cache = resolve('node_modules/.cache/execgraph')
    const child = spawn(file, args, {
      cwd,
      env: { ...own, NODE_COMPILE_CACHE: cache, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += String(chunk)))
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)))
    const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
      child.once('close', (code, signal) => {
        done({ code, signal })
      }),
    )
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM')
      await ended
    }
    return { child, output, ended, stop }
  }
}
