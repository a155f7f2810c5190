import { pino } from 'pino'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { createApp } from '../../../src/server/app.ts'
import { type Answer, type Api, type Setup, post, startApi } from './api.ts'
import { serve } from './process.ts'

export interface Several {
  readonly api: Api
  /** All servers over the one store, the first of them that of `api`. */
  readonly servers: readonly Pick<Api, 'data'>[]
  close(): Promise<void>
}

const dataOf = (answer: Answer): never => {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors, null, 2))
  return answer.data as never
}

/** Bytes that the queue of these servers puts together at most, where that is to be little. */
export interface Bounded {
  readonly inputBytes: number
}

/**
 * So many servers over one store: of a file each in a process of its own, of a Postgres each with its own connections,
 * or in processes too. What is in memory has one server.
 */
export async function startSeveral(
  setup: Setup,
  count: number,
  processes = false,
  bounded?: Bounded,
): Promise<Several> {
  const sizes = bounded && { ...bounded, outputBytes: bounded.inputBytes }
  const api = await startApi(setup, sizes)
  const kind = api.backends[0]!.kind
  const others = await Promise.all(
    Array.from({ length: kind === 'memory' ? 0 : count - 1 }, () =>
      (kind === 'sqlite' || processes ? inProcess : withConnections)(`main=${api.places[0]!.url}`, sizes),
    ),
  )
  return {
    api,
    servers: [api, ...others],
    async close() {
      await Promise.all(others.map(({ close }) => close()))
      await api.close()
    },
  }
}

type Sizes = Bounded & { readonly outputBytes: number }

async function inProcess(backend: string, sizes?: Sizes) {
  const options = sizes
    ? [`--max-input-bytes=${sizes.inputBytes}`, `--max-output-bytes=${sizes.outputBytes}`]
    : []
  const served = await serve(['--backend', backend, ...options])
  return {
    data: async (query: string, variables?: Record<string, unknown>) =>
      dataOf((await served.ask(query, variables)).body),
    close: async () => void (await served.stop()),
  }
}

async function withConnections(url: string, sizes?: Sizes) {
  const backend = await openBackend(parseBackend(url))
  const app = createApp([backend], { log: pino({ level: 'silent' }), readMs: 60_000, ...sizes })
  return {
    data: async (query: string, variables?: Record<string, unknown>) =>
      dataOf((await (await post(app, { query, variables })).json()) as Answer),
    close: () => backend.close(),
  }
}
