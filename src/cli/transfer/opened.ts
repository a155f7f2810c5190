import type { BackendUrl } from '../../db/url.ts'
import { Usage } from '../options/usage.ts'

/** The one store that a command works on. */
export function oneStore(command: string, backends: readonly BackendUrl[] | undefined): BackendUrl {
  const [url, ...more] = backends ?? []
  if (url && more.length === 0) return url
  throw new Usage(`${command} needs one --backend, such as --backend main=sqlite:./execgraph.db.`)
}
