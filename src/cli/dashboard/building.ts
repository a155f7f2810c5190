import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildsIn, builtOnce } from './once.ts'
import { hashOfSources } from './sources.ts'
import { runVite } from './vite.ts'

const ownProject = fileURLToPath(new URL('../../../', import.meta.url))

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
  try {
    if (hash !== undefined) return await builtOnce(join(built, hash), (into) => runVite(project, into))
  } catch (error) {
    tell(`The dashboard could not be built: ${error instanceof Error ? error.message : String(error)}`)
  }
  const [earlier] = await buildsIn(built)
  if (hash === undefined && !earlier) tell('The dashboard was not built here.')
  return earlier?.path
}
