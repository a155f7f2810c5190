import { deepStrictEqual } from 'node:assert/strict'
import { cutPayload, defaultLimits } from '../../src/db/recording/payload.ts'
import { orThrow } from '../../src/db/recording/grouping.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openBackend } from '../../src/db/open.ts'
import {
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../../src/db/queue/queue.ts'
import type { Start } from '../../src/db/queue/start.ts'
import { parseBackend } from '../../src/db/url.ts'
import { graph, inputs } from './graph.ts'
import type { Store } from './stores.ts'

/** Tables with rows of a started execution. The tables below have none. */
const tables = ['executions', 'payloads', 'queue_executions', 'queue_values'] as const
const emptyTables = [
  'execution_tags',
  'execution_metadata',
  'large_values',
  'node_results',
  'actions',
  'joins',
]

/** Like the server's ids: of the same length, and ascending. */
const idOf = (number: number) => `0199aa00-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** Starts executions: the first ones through the queue, all others as copies of their rows. */
export async function fill(store: Store, count: number): Promise<void> {
  await startFew(store.url, ['0', '1'].map(Number).map(idOf))
  for (const table of tables) {
    const columns = await store.columnsOf(table)
    const names = columns.map((name) => `"${name}"`).join(', ')
    const values = columns.map((name) => (name === 'execution_id' ? store.idOf('number') : `"${name}"`))
    await store.run(
      `insert into ${table} (${names}) with recursive numbers(number) as (select 2 union all select number + 1 from numbers where number < ${count - 1})
        select ${values.join(', ')} from numbers cross join ${table} where execution_id = '${idOf(0)}'`,
    )
  }
  await verify(store, count)
  await store.settle()
}

async function startFew(url: string, ids: readonly string[]) {
  const backend = await openBackend(parseBackend(`main=${url}`))
  const sizes = { outputBytes: defaultOutputBytes, inputBytes: defaultInputBytes }
  const settings = { limits: defaultLimits, ...sizes, cap: defaultOpenExecutions }
  const outcomes = orThrow(await createQueue(settings).start(backend, ids.map(startOf), createMeter()))
  deepStrictEqual(
    outcomes,
    ids.map(() => 'STARTED'),
  )
  await backend.close()
}

/** An execution of queue-noop. */
export const startOf = (id: string): Start => ({
  inputs: JSON.stringify(inputs),
  priority: 0,
  runAt: null,
  digest: null,
  record: {
    id,
    flow: 'queue-noop',
    onConflict: 'FAIL',
    dag: graph,
    inputs: cutPayload(inputs, defaultLimits),
    runNumber: null,
    step: null,
    parentId: null,
    source: null,
    scriptPath: null,
    sampleRate: 1,
    state: null,
    heartbeatAt: null,
    heartbeatTimeoutMs: null,
    outputs: null,
    attempts: [],
    metadata: [],
    tags: [],
    nodeResults: [],
  },
})

/** A copy must have the rows that starting writes, in every table. */
async function verify(store: Store, count: number) {
  const rowsOf = async (number: number) => {
    const rows = [...tables, ...emptyTables].map((table) =>
      store.run(`select * from ${table} where execution_id = '${idOf(number)}'`),
    )
    const all = (await Promise.all(rows)).map((found) => found.map((row) => ({ ...row, execution_id: null })))
    return all
  }
  const started = await rowsOf(1)
  for (const number of [2, count - 1]) deepStrictEqual(await rowsOf(number), started)
  for (const table of tables) {
    const [row] = await store.run(`select count(*) as count from ${table}`)
    deepStrictEqual(Number(row!['count']), count, table)
  }
}
