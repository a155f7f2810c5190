import { pino } from 'pino'
import { type Backend } from '../../../src/db/backend.ts'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { type App, type AppOptions, createApp } from '../../../src/server/app.ts'
import { isMetaflow, newMetaflow } from './metaflow.ts'
import { type Place, citusShapes, kinds, kindsAndMemory, lastingVersions, newReadyPlace } from './stores.ts'

/** A set of backends to run a suite on: each kind of store alone, and a SQLite beside a Postgres. */
export interface Setup {
  readonly title: string
  readonly kinds: Readonly<Record<string, string>>
}

const alone = (kind: string): Setup => ({ title: kind, kinds: { main: kind } })

const both: Setup = { title: 'sqlite and postgres', kinds: { main: 'sqlite', prod: 'postgres' } }

export const setups: readonly Setup[] = [...kinds.map(alone), both]

/**
 * The one beside the other, for tests that ask every backend there is: in `npm test` such a file needs no store of each
 * kind alone, which the whole suite adds.
 */
export const mixedSetups: readonly Setup[] = [both]

/** Each kind alone: for what is written to one store, whatever others there are. */
export const aloneSetups: readonly Setup[] = kinds.map(alone)

/** The same as `setups`, and a store in memory: what `stores.ts` says of them. */
export const setupsAndMemory: readonly Setup[] = [...kindsAndMemory.map(alone), both]

/** The same, and the statements for Citus. */
export const setupsAndShards: readonly Setup[] = [...setups, alone(citusShapes)]

/** For lists that a plain model foretells: of one store, and of two, in each of which it finds what it foretells. */
export const modelSetups: readonly Setup[] = [alone('memory'), both]

/** For what depends on the version of a store, such as plans, columns and triggers: each version there is, alone. */
export const versionSetups: readonly Setup[] = lastingVersions.map(alone)

export interface Answer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[]
  readonly extensions?: { backends: Cost[] } & Record<string, unknown>
}

export interface Cost {
  readonly name: string
  readonly kind: string
  readonly statements: number
  readonly rows: number
  readonly ms: number
}

export interface Api {
  readonly app: App
  readonly backends: readonly Backend[]
  readonly places: readonly Place[]
  /** Sends a query as a client would. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** The data of a query that must succeed. */
  data<T = Record<string, never>>(query: string, variables?: Record<string, unknown>): Promise<T>
  close(): Promise<void>
}

export const silent = pino({ level: 'silent' })

/** A server over fresh stores. `route` says by which URL it reaches each. */
export async function startApi(
  setup: Setup,
  options: Partial<AppOptions> = {},
  route: (url: string, name: string) => string = (url) => url,
): Promise<Api> {
  const entries = await Promise.all(
    Object.entries(setup.kinds).map(async ([name, kind]) => ({
      name,
      place: await (isMetaflow(kind) ? newMetaflow(kind) : newReadyPlace(kind)),
    })),
  )
  const backends = await Promise.all(
    entries.map(({ name, place: { url, options = '' } }) =>
      openBackend(parseBackend(`${name}=${route(url + options, name)}`)),
    ),
  )
  const places = entries.map(({ place }) => place)
  return apiOver(backends, places, options)
}

/** A server over stores that are open already. It closes them, and takes the places away that it is told. */
export function apiOver(
  backends: readonly Backend[],
  places: readonly Place[] = [],
  options: Partial<AppOptions> = {},
): Api {
  // What a slow machine does not answer in time is not what is tested.
  const app = createApp(backends, { log: silent, readMs: 60_000, ...options })
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const response = await post(app, { query, variables })
    return answerIn(await response.text())
  }
  return {
    app,
    backends,
    places,
    ask,
    async data(query, variables) {
      const answer = await ask(query, variables)
      if (answer.errors) throw new Error(JSON.stringify(answer.errors, null, 2))
      return answer.data as never
    },
    async close() {
      await Promise.all(backends.map((backend) => backend.close()))
      await Promise.all(places.map((place) => place.remove()))
    },
  }
}

/** What every answer says of its request is there for those who read it, and is not compared by others. */
export function answerIn(text: string): Answer {
  const answer = JSON.parse(text) as Answer
  const { extensions } = answer
  if (!extensions) return answer
  for (const name of ['cost', 'requestId'])
    if (name in extensions) Object.defineProperty(extensions, name, { enumerable: false })
  if (Object.keys(extensions).length === 0) Object.defineProperty(answer, 'extensions', { enumerable: false })
  return answer
}

export const post = (app: App, body: object) =>
  app.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
