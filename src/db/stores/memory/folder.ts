import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WrongStore } from '../../failure.ts'

const folders = new Set<string>()

/** Creates a folder for a store that ends with the process. Only its user may read it. */
export async function newFolder(): Promise<{ readonly path: string; remove(): void }> {
  const path = await mkdtemp(join(tmpdir(), 'execgraph-memory-')).catch((error: unknown) => {
    const message = `the folder for temporary files, ${tmpdir()}, cannot be written. Set TMPDIR to another one.`
    throw new WrongStore(message, { cause: error })
  })
  if (folders.size === 0) process.once('exit', removeAll)
  folders.add(path)
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true })
      folders.delete(path)
      if (folders.size === 0) process.off('exit', removeAll)
    },
  }
}

/** Deletes the folders of stores that were not closed. */
function removeAll() {
  for (const path of folders) rmSync(path, { recursive: true, force: true })
}
