import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hashOfSources, projectFolder } from './sources.ts'

/** Where built pages are, each in a folder named by the hash of its sources. */
const builtFolder = join(projectFolder, 'dist/dashboard')
/** A server may still read from an earlier build until its page is first asked for. */
const keptMs = 24 * 3_600_000
/** A process that builds for longer has gone. */
const patienceMs = 120_000

/**
 * The folder of the page as the sources have it, built if it is not there yet. Where it cannot be built, that of an
 * earlier build, and `tell` is called with the reason.
 */
export async function dashboardFolder(tell: (why: string) => void): Promise<string | undefined> {
  const hash = hashOfSources()
  const folder = hash === undefined ? undefined : join(builtFolder, hash)
  if (folder !== undefined && existsSync(folder)) return folder
  try {
    if (folder !== undefined) return await buildOnce(folder)
  } catch (error) {
    tell(`The dashboard could not be built: ${error instanceof Error ? error.message : String(error)}`)
  }
  const earlier = (await builtFolders())[0]?.path
  if (folder === undefined && earlier === undefined) tell('The dashboard was not built here.')
  return earlier
}

/** Of several processes that start at once, one builds and the others wait for it. */
async function buildOnce(folder: string): Promise<string> {
  const lock = `${folder}.lock`
  await mkdir(builtFolder, { recursive: true })
  while (!(await isTaken(lock))) {
    await wait(100)
    if (existsSync(folder)) return folder
  }
  try {
    if (!existsSync(folder)) await build(folder)
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
  await dropOld()
  return folder
}

/** Whether this process has the lock now. One that was left behind is taken over. */
async function isTaken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const since = await stat(lock).catch(() => undefined)
    if (since && Date.now() - since.mtimeMs > patienceMs) await rm(lock, { recursive: true, force: true })
    return false
  }
}

/** The page appears whole or not at all. */
async function build(folder: string) {
  const fresh = `${folder}.${process.pid}`
  try {
    await runVite(fresh)
    await rename(fresh, folder)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

function runVite(into: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const args = [vite, 'build', 'src/dashboard', '--outDir', into, '--logLevel', 'error']
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(output.trim().slice(0, 2_000) || `Vite ended with ${code}.`)),
    )
  })
}

/** The newest first. */
async function builtFolders() {
  const entries = await readdir(builtFolder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name))
  const folders = names.map(async ({ name }) => {
    const path = join(builtFolder, name)
    return { path, at: (await stat(path)).mtimeMs }
  })
  return (await Promise.all(folders)).toSorted((a, b) => b.at - a.at)
}

async function dropOld() {
  const old = (await builtFolders()).slice(1).filter(({ at }) => Date.now() - at > keptMs)
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}
