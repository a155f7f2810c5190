import { join } from 'node:path'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { apiOver } from '../servers/api.ts'
import { newMetaflow } from '../servers/metaflow.ts'
import { newDirectory, said } from '../servers/process.ts'
import { listen } from '../servers/served.ts'
import { type Place, newPlace } from '../servers/stores.ts'
import { newCommands, startIn } from './commands.ts'

const ownAddress = 'http://127.0.0.1:4000'
const placeholder = /(metaflow\+)?postgres:\/\/user:password@host:5432\/database/g

/** Where a page is tried out: a folder, a server and the databases that it names. */
export type Desk = ReturnType<typeof newDesk>

export function newDesk() {
  const bin = newCommands()
  const directory = newDirectory()
  const folder = directory.path
  const closings: (() => unknown)[] = [bin.remove, directory.remove]
  const stops: (() => Promise<void>)[] = []
  const database = databases(closings)
  let address: string | undefined

  /** The address of the page's server, which is started if there is none. */
  async function server(): Promise<string> {
    if (address !== undefined) return address
    const api = apiOver([await openBackend(parseBackend(`main=sqlite:${join(folder, 'execgraph.db')}`))])
    const { url, close } = await listen(api.app)
    closings.push(() => api.close(), close)
    return (address = url)
  }

  /** The text of a block with the addresses that hold here. */
  async function here(text: string): Promise<string> {
    let local = text
    for (const [found, metaflow] of text.matchAll(placeholder))
      local = local.replace(found, await database(metaflow === undefined ? 'postgres' : 'metaflow'))
    return local.includes(ownAddress) ? local.replaceAll(ownAddress, await server()) : local
  }

  const start = (file: string, args: readonly string[], env: Record<string, string> = {}) =>
    startIn(folder, bin.path, { ...(address !== undefined && { EXECGRAPH_URL: address }), ...env })(
      file,
      args,
    )

  return {
    folder,
    here,
    server,
    start,
    /** What was printed here, with the addresses that pages show. */
    there: (text: string) =>
      text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ownAddress).replaceAll(folder, '.'),
    /** Makes the server that this command starts the page's. */
    async serve(command: string): Promise<void> {
      const served = start('bash', ['-c', anyPort(await here(command))], {
        PORT: '0',
      })
      stops.push(served.stop)
      const [, port] = await said(served, /listens on (https?:\/\/[^"\s]+:(\d+))/)
      address = `http://127.0.0.1:${port}`
    },
    async close(): Promise<void> {
      await Promise.all(stops.map((stop) => stop()))
      for (const close of closings.toReversed()) await close()
    },
  }
}

const anyPort = (command: string) => command.replaceAll(/(?<=--port |\bPORT=)\d+/g, '0')

/** One database of each kind for a page. */
function databases(closings: (() => unknown)[]) {
  const places = new Map<string, Place>()
  return async (kind: 'postgres' | 'metaflow') => {
    const known = places.get(kind)
    if (known) return known.url
    const place = await (kind === 'metaflow' ? newMetaflow(kind) : newPlace(kind))
    places.set(kind, place)
    closings.push(place.remove)
    return place.url
  }
}
