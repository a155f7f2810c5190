import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What the built page depends on. */
const parts = [
  'src/dashboard',
  'src/client/live',
  'src/client/standing.ts',
  'src/client/documents/documents.gen.ts',
  'src/client/worker/documents.ts',
  'package-lock.json',
]

/** A name for the sources of the page as they are. `undefined`: they are not in this folder. */
export function hashOfSources(project: string): string | undefined {
  if (!existsSync(join(project, 'src/dashboard/index.html'))) return undefined
  return hashOf(project, parts)
}

/** A name for these files and folders of a project as they are. */
export function hashOf(project: string, parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of parts.flatMap((part) => filesOf(join(project, part)))) {
    hash.update(file.slice(project.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

function filesOf(path: string): string[] {
  if (/\.(?:json|ts)$/.test(path)) return existsSync(path) ? [path] : []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
