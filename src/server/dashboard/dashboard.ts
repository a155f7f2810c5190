import { extname } from 'node:path'
import type { Find } from '../files/files.ts'
import { type Files, loadFiles } from '../files/loading.ts'
import { isDashboardPath } from '../files/pages.ts'

/** The folder of the built page. `undefined`: there is none. A promise: it is being built. */
export type DashboardFolder = string | undefined | Promise<string | undefined>

/** In the package, modules are JavaScript. */
const loader = new URL(`./files${extname(import.meta.url)}`, import.meta.url)

/** Finds the files of the dashboard by path. They are read once, from the first request on. */
export function createDashboard(folder: DashboardFolder, report: (error: unknown) => void): Find {
  let files: Promise<Files> | undefined
  const load = async (): Promise<Files> => {
    try {
      const from = await folder
      return from === undefined ? {} : await loadFiles(loader, from)
    } catch (error) {
      report(error)
      files = undefined
      return {}
    }
  }
  return async (path, wantsPage) => {
    const isFile = path.startsWith('/assets/') || path === '/theme.js'
    if (!isFile && !(wantsPage && isDashboardPath(path))) return undefined
    const loaded = await (files ??= load())
    const name = isFile ? path : '/index.html'
    return Object.hasOwn(loaded, name) ? loaded[name] : undefined
  }
}
