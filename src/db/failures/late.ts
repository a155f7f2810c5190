import { sql } from 'drizzle-orm'
import { type Backend, type Reading, fromBackend } from '../backend.ts'
import {
  type ExecutionFilter,
  type ExecutionShape,
  executionShape,
  executionValues,
} from '../executions/filter.ts'
import { encodingIn } from '../executions/largetexts.ts'
import { orderedExecutions } from '../executions/list.ts'
import { lacksFor } from '../executions/walks.ts'
import { type ExecutionRow, shownExecution } from '../executions/rows.ts'
import { groupOf, mostRead } from '../fingerprint/fingerprint.ts'
import { type Encoded, decodedErrors } from '../source/encoded.ts'
import { as, eachOf } from '../sql/select.ts'
import { longTexts, scan, shapes } from '../sql/statement.ts'
import { failedStatuses } from '../statuses.ts'
import { createBreaks } from '../turn.ts'

// An engine keeps no groups of its failures. They are made from the errors of the newest of them, when they are asked for.

/** Whether its groups are made so: a store that is only read is that of an engine. */
export const keepsNoGroups = (backend: Backend) => backend.readOnly === true

/** So many of the newest failures that match a filter are looked at. */
const mostLate = 1_000

/** The newest failures, in the order of their start, each with its group and the beginning of its error. */
export interface LateFailures {
  readonly failures: readonly LateFailure[]
  /** There are more, which were not looked at. */
  readonly isCut: boolean
}

export interface LateFailure {
  readonly row: ExecutionRow
  /** `null`: its error says nothing. */
  readonly group: string | null
  readonly error: string | null
}

/** Of an engine without an index that leads to failures there are none. */
const newest = shapes((filter: ExecutionShape) => ({
  ...scan<ExecutionRow>('engines.failures', (scope) => {
    const { indexed, lanes, rangesOf, joined = sql`` } = scope.executions
    if (indexed || !(lanes ?? rangesOf)) return undefined
    const shape = { filter, down: true, from: false, most: mostLate + 1 }
    const { from, orderBy } = orderedExecutions(shape, scope)
    return sql`
      select ${shownExecution(scope)}
      from ${from} ${joined}
      order by ${orderBy}
      limit ${sql.raw(String(mostLate + 1))}
    `
  }),
  lacks: lacksFor(filter),
}))

interface Beginning extends Encoded {
  readonly id: string
  readonly error: string | null
}

/** What is encoded is read further, since what it says is shorter. */
const longest = (encoded: true | undefined) => sql.raw(String(encoded ? 2 * mostRead : mostRead))

const beginnings = longTexts<Beginning>(
  'engines.beginnings',
  ({ tables: { executions: e }, executions: source }) =>
    source.indexed
      ? undefined
      : sql`
          select ${as(e.id, 'id')}, substr(${e.error}, 1, ${longest(source.encoded)}) as error
            ${encodingIn('executions', source)}
          from ${source.key.rowsOf(source.errors ?? source.from, e.id)}
        `,
)

/** The beginnings of the errors of executions, and the groups that they make, by the ids. */
async function saidBy(backend: Backend, ids: readonly string[], reading: Reading) {
  const found = new Map<string, Pick<LateFailure, 'group' | 'error'>>()
  if (ids.length === 0) return found
  const rows = await decodedErrors(
    await backend.read(beginnings, { ids, now: reading.now }, reading),
    'error',
  )
  const breaks = createBreaks()
  for (const { id, error } of rows) {
    if (breaks.isDue()) await breaks.take()
    found.set(id, { error, group: error ? groupOf(error) : null })
  }
  return found
}

/** The groups of those of these failures whose errors say something. */
export async function lateGroupIds(backend: Backend, ids: readonly string[], reading: Reading) {
  const said = await saidBy(backend, ids, reading)
  return [...said].flatMap(([id, { group }]) => (group === null ? [] : [{ id, failureGroup: group }]))
}

async function read(backend: Backend, filter: ExecutionFilter, reading: Reading): Promise<LateFailures> {
  const { failureGroups, ...others } = filter
  const statuses = failedStatuses.filter((status) => !filter.statuses || filter.statuses.includes(status))
  if (statuses.length === 0) return { failures: [], isCut: false }
  const asked = { ...others, statuses }
  const values = { ...executionValues(asked), each: eachOf(mostLate), now: reading.now }
  const found = await backend.read(newest(executionShape(asked)), values, reading)
  const rows = fromBackend(backend, found.slice(0, mostLate))
  const said = await saidBy(
    backend,
    rows.map(({ id }) => id),
    reading,
  )
  const none = { group: null, error: null }
  const failures = rows.map((row) => ({ row, ...(said.get(row.id) ?? none) }))
  const isAsked = ({ group }: LateFailure) =>
    !failureGroups || (group !== null && failureGroups.includes(group))
  return { failures: failures.filter(isAsked), isCut: found.length > mostLate }
}

const known = new WeakMap<Reading, Map<string, Promise<LateFailures>>>()

/** The newest failures that match a filter, read once in a reading. */
export function lateFailures(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<LateFailures> {
  const ofReading = known.get(reading) ?? new Map<string, Promise<LateFailures>>()
  known.set(reading, ofReading)
  const key = JSON.stringify([backend.name, filter])
  const found = ofReading.get(key) ?? read(backend, filter, reading)
  ofReading.set(key, found)
  return found
}
