import { fileURLToPath } from 'node:url'

/** In the package, the page lies beside the modules. */
const packaged = fileURLToPath(new URL('../../dashboard', import.meta.url))
const isPackage = import.meta.url.endsWith('.js')

/** The folder of the page: in the package what was packed, else what the sources make. `tell` is called with what is wrong. */
export async function findDashboard(tell: (why: string) => void): Promise<string | undefined> {
  if (isPackage) return packaged
  const { dashboardFolder } = await import('./building.ts')
  return dashboardFolder(tell)
}
