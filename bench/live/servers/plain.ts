import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'
import type { ExecutionRow } from '../../../src/db/executions/rows.ts'
import { changedExecutions } from '../../../src/db/following/executions.ts'
import { createMeter } from '../../../src/db/meter.ts'
import { present } from '../../common/present.ts'
import { executionFields, openStore, readExecutions } from '../../batch/servers/store.ts'

// Stock Yoga: one statement a tick, and each change is executed, printed and streamed for each of its subscribers.
const tickMs = 50
const backend = await openStore()

interface Event {
  readonly executionsChanged: {
    readonly kind: string
    readonly id: string
    readonly execution: ExecutionRow | null
  }
}
type Subscriber = (row: ExecutionRow) => void
const subscribers = new Map<string, Set<Subscriber>>()

const event = (kind: string, id: string, execution: ExecutionRow | null): Event => ({
  executionsChanged: { kind, id, execution },
})

async function* changesOf(ids: readonly string[]) {
  const waiting = new Map<string, ExecutionRow>()
  let wake = () => {}
  const subscriber = (row: ExecutionRow) => {
    waiting.set(row.id, row)
    wake()
  }
  for (const id of ids) {
    const others = subscribers.get(id) ?? new Set()
    subscribers.set(id, others.add(subscriber))
  }
  try {
    for (const [index, row] of (await readExecutions(backend, ids)).entries())
      yield event('SNAPSHOT', ids[index]!, row)
    for (;;) {
      const some = [...waiting.values()]
      waiting.clear()
      for (const row of some) yield event('UPDATE', row.id, row)
      if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    for (const id of ids) subscribers.get(id)?.delete(subscriber)
  }
}

const schema = createSchema({
  typeDefs: `
    type Query { isUp: Boolean }
    type Subscription { executionsChanged(ids: [ID!]!): Change! }
    type Change { kind: String! id: ID! execution: Execution }
    type Execution {
      id: ID! status: String! statusReason: String! flow: String! step: String outputPreview: String
      startedAt: String finishedAt: String attempt: Int! error: String
    }`,
  resolvers: {
    Subscription: {
      executionsChanged: { subscribe: (_: unknown, { ids }: { ids: string[] }) => changesOf(ids) },
    },
    Execution: executionFields,
  },
})

let position: string | undefined
let clock = Date.now()
async function tick() {
  const now = Date.now()
  const reading = { now, meter: createMeter(), deadline: performance.now() + 10_000 }
  const changed = await changedExecutions(backend, { position, clock }, reading)
  position = changed.position
  clock = now
  for (const row of changed.rows) for (const tell of subscribers.get(row.id) ?? []) tell(row)
}
const again = () => void tick().then(() => setTimeout(again, tickMs))
again()

const yoga = createYoga<object>({ schema, logging: false, maskedErrors: false })
await present(createServer((request, response) => void yoga(request, response)))
