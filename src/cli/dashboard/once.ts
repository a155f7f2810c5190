import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A process that builds for longer has gone. */
const patienceMs = 120_000
/** A server may still read from an earlier build until its page is first asked for. */
const keptMs = 24 * 3_600_000

/**
 * A folder that is named by the hash of its sources, built if it is not there yet. Of several processes that start at
 * once, one builds and the others wait for it.
 */
export async function builtOnce(folder: string, build: (into: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder
  const lock = `${folder}.lock`
  await mkdir(join(folder, '..'), { recursive: true })
  while (!(await isTaken(lock))) {
    await wait(100)
    if (existsSync(folder)) return folder
  }
  try {
    if (!existsSync(folder)) await buildWhole(folder, build)
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

/** It appears whole or not at all. */
async function buildWhole(folder: string, build: (into: string) => Promise<void>) {
  const fresh = `${folder}.${process.pid}`
  try {
    await build(fresh)
    await rename(fresh, folder)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** The newest first. */
export async function buildsIn(built: string) {
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
