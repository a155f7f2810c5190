import { type Live, connectLive } from '../../../src/client/live/live.ts'
import { type Merged, mergeSnapshot } from '../../../src/client/live/merge.ts'
import type { Ticks } from '../../../src/client/live/rows.ts'
import type { Payload } from '../../../src/client/live/frames.ts'

interface Row {
  readonly id: string
}
interface Event {
  readonly kind: string
  readonly id: string | null
  readonly backend: string | null
  readonly execution?: Row | null
  readonly run?: Row | null
}

/** What is shown of a record. Nothing of it depends on when it is asked. */
const executionFields =
  'id flow version status statusReason attempt error tags heartbeatAt finishedAt outputPreview nodeCount'
const runFields = 'id version status statusReason user tags heartbeatAt finishedAt name'

const executionsQuery = `query ($ids: [ID!]!) { executions(ids: $ids) { ${executionFields} } }`
const runsQuery = `query ($filter: RunFilter) { runs(first: 100, filter: $filter) { nodes { ${runFields} } unavailable } }`
export const executionsChanged = `subscription ($ids: [ID!]!) {
  executionsChanged(ids: $ids) { kind id backend execution { ${executionFields} } } }`
const runsChanged = `subscription ($filter: RunFilter) {
  runsChanged(filter: $filter) { kind id backend run { ${runFields} } } }`

/** Which server takes the next request for a stream, and the next of other kinds. */
export interface Route {
  stream(): string
  other(stream: string): string
}

export interface Viewer {
  readonly live: Live
  /** Kinds of events that came, in their order. */
  readonly kinds: string[]
  /** Rows that are shown and should not be, or the other way round. */
  differences(): Promise<unknown>
  unavailable(): string[]
  /** Cuts the connection. */
  cut(): void
  close(): void
}

export interface Watched {
  readonly ids?: readonly string[]
  readonly filter?: object
}

/** A page that shows executions by id and runs by a filter, and keeps them up to date. */
export function openViewer(route: Route, { ids, filter }: Watched): Viewer {
  let server = ''
  let cutter = new AbortController()
  const send: typeof fetch = (path, init) => {
    if (typeof path !== 'string') throw new TypeError('The client sends to its url.')
    if (path === '/graphql/stream') {
      server = route.stream()
      cutter = new AbortController()
    }
    const to = path === '/graphql/stream' ? server : route.other(server)
    return fetch(`${to}${path}`, { ...init, signal: AbortSignal.any([init!.signal!, cutter.signal]) })
  }
  const live = connectLive({ url: '/graphql/stream', fetch: send })
  const kinds: string[] = []
  const executions = mergeSnapshot<Row>(({ id }) => id)
  const runs = mergeSnapshot<Row>(({ id }) => id)
  let isClosed = false

  const ask = async (query: string, variables: object) => {
    const response = await fetch(`${route.other(server)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const answer = (await response.json()) as Payload
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer
  }
  const askRuns = async () => {
    const { data, extensions } = await ask(runsQuery, { filter })
    const { nodes, unavailable } = data!['runs'] as { nodes: Row[]; unavailable: string[] }
    if (unavailable.length > 0) throw new Error(`${unavailable.join()} did not answer.`)
    return { rows: nodes, ticks: extensions?.['tick'] as Ticks | undefined }
  }
  const load = async () => {
    const loading = runs.load()
    try {
      loading.replace(await askRuns())
    } catch {
      loading.end()
      setTimeout(() => !isClosed && void load(), 200)
    }
  }
  const taking = (field: string, merged: Merged<Row>, told: (answer: string) => void) => ({
    next({ data, errors, extensions }: Payload) {
      const event = data?.[field] as Event | undefined
      if (!event) throw new Error(JSON.stringify(errors))
      kinds.push(event.kind)
      const row = event.execution ?? event.run ?? null
      told(merged.apply({ ...event, row, ticks: extensions?.['tick'] as Ticks | undefined }))
    },
    error: (errors: unknown) => kinds.push(JSON.stringify(errors)),
    reset: () => kinds.push('reset'),
  })
  if (ids)
    live.subscribe(
      { query: executionsChanged, variables: { ids } },
      taking('executionsChanged', executions, () => {}),
    )
  if (filter)
    live.subscribe(
      { query: runsChanged, variables: { filter } },
      taking('runsChanged', runs, (answer) => answer === 'stale' && void load()),
    )
  return {
    live,
    kinds,
    async differences() {
      const found = ids ? ((await ask(executionsQuery, { ids })).data!['executions'] as (Row | null)[]) : []
      const listed = filter ? (await askRuns()).rows : []
      const byId = found.flatMap((row, index) => (row ? [[ids![index]!, row] as const] : []))
      return [
        ...differencesOf(executions.rows(), new Map(byId)),
        ...differencesOf(runs.rows(), new Map(listed.map((row) => [row.id, row]))),
      ]
    },
    unavailable: () => [...executions.unavailable(), ...runs.unavailable()],
    cut: () => cutter.abort(),
    close() {
      isClosed = true
      live.close()
    },
  }
}

function differencesOf(shown: ReadonlyMap<string, Row>, should: ReadonlyMap<string, Row>): object[] {
  return [...new Set([...shown.keys(), ...should.keys()])].flatMap((id) => {
    const [is, shouldBe] = [shown.get(id), should.get(id)]
    return JSON.stringify(is) === JSON.stringify(shouldBe) ? [] : [{ id, is, shouldBe }]
  })
}
