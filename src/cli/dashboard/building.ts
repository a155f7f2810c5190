import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hashOfSources } from './sources.ts'
import { runVite } from './vite.ts'

const ownProject = fileURLToPath(new URL('../../../', import.meta.url))
/** A process that builds for longer has gone. */
const patienceMs = 120_000
/** A server may still read from an earlier build until its page is first asked for. */
const keptMs = 24 * 3_600_000

/**
 * The folder of the page as the sources of the project have it, built if it is not there yet. Where it cannot be built,
 * that of an earlier build. `tell` is called with what is wrong.
 */
export async function dashboardFolder(
  tell: (why: string) => void,
  project = ownProject,
): Promise<string | undefined> {
  const built = join(project, '.tmp/dashboard')
  const hash = hashOfSources(project)
  if (hash !== undefined && existsSync(join(built, hash))) return join(built, hash)
  try {
    if (hash !== undefined) return await buildOnce(project, join(built, hash))
  } catch (error) {
    tell(`The dashboard could not be built: ${error instanceof Error ? error.message : String(error)}`)
  }
  const [earlier] = await buildsIn(built)
  if (hash === undefined && !earlier) tell('The dashboard was not built here.')
  return earlier?.path
}

/** Of several processes that start at once, one builds and the others wait for it. */
async function buildOnce(project: string, folder: string): Promise<string> {
  const lock = `${folder}.lock`
  await mkdir(join(folder, '..'), { recursive: true })
  while (!(await isTaken(lock))) {
    await wait(100)
    if (existsSync(folder)) return folder
  }
  try {
    if (!existsSync(folder)) await build(project, folder)
    await dropOld(join(folder, '..'))
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
  return folder
}

/** Whether this process has the lock now. One that was left behind goes. */
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
async function build(project: string, folder: string) {
  const fresh = `${folder}.${process.pid}`
  try {
    await runVite(project, fresh)
    await rename(fresh, folder)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** The newest first. */
async function buildsIn(built: string) {
  const entries = await readdir(built, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name))
  const folders = names.map(async ({ name }) => {
    const path = join(built, name)
    return { path, at: (await stat(path)).mtimeMs }
  })
  return (await Promise.all(folders)).toSorted((a, b) => b.at - a.at)
}

async function dropOld(built: string) {
  const old = (await buildsIn(built)).slice(1).filter(({ at }) => Date.now() - at > keptMs)
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}
