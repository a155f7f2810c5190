import type { Backend } from '../db/backend.ts'
import { type ExecutionRow, newestExecutions } from '../db/executions.ts'
import { StoreFailure } from '../db/failure.ts'
import { type Asked, type PageArguments, connection, pageOf } from './connections.ts'
import type { Context } from './context.ts'
import { type List, encodeCursor } from './cursors.ts'
import { fromStore } from './errors.ts'

/** How many elements a page of a root list may have. */
const mostRows = 100

/** A place in the order of all executions. `only`: read on in that backend alone. */
type Place = { sortAt: number; backend: string; id: string; only: string }

/**
 * Executions of all backends in the order `(sortAt, backend, id)`, newest first. Each backend gives its share of the
 * page. One that fails is named, and its error holds a cursor that reads on in its share alone.
 */
export async function executionHistory(context: Context, args: PageArguments) {
  const list = historyOf(context.backends)
  const page = pageOf(args, list, mostRows)
  const place = page.from as Place | undefined
  const only = place?.only ?? ''
  const asked = context.backends.filter(({ name }) => only === '' || name === only)
  const shares = await Promise.all(asked.map((backend) => share(context, backend, page, place)))
  const answered = shares.flatMap((rows) => (rows instanceof StoreFailure ? [] : rows))
  const failures = shares.filter((rows) => rows instanceof StoreFailure)
  for (const failure of failures) {
    const start = place ?? (page.backward ? bottom : top)
    const resume = encodeCursor(list, { ...start, only: failure.backend })
    context.problems.push(fromStore(failure, { resume }))
  }
  if (failures.length === asked.length) return null
  const rows = answered.toSorted(page.backward ? (a, b) => compare(b, a) : compare).slice(0, page.limit)
  const unavailable = failures.map(({ backend }) => backend)
  return Object.assign(
    connection(list, page, rows, ({ sortAt, backend, id }) => ({ sortAt, backend, id, only })),
    { unavailable },
  )
}

/** Above every execution, and below. */
const top: Place = { sortAt: Number.MAX_SAFE_INTEGER, backend: '', id: '', only: '' }
const bottom: Place = { sortAt: Number.MIN_SAFE_INTEGER, backend: '', id: '', only: '' }

/** Cursors of one set of backends are no use to another: the order would differ. */
const historyOf = (backends: readonly Backend[]): List => ({
  identity: JSON.stringify(['executions', backends.map(({ name }) => name)]),
  position: { sortAt: 'number', backend: 'string', id: 'string', only: 'string' },
})

async function share(
  context: Context,
  backend: Backend,
  page: Asked,
  place: Place | undefined,
): Promise<ExecutionRow[] | StoreFailure> {
  const from = place && placeWithin(backend, place)
  try {
    return await newestExecutions(backend, { ...page, from }, context.reading(backend))
  } catch (error) {
    if (error instanceof StoreFailure) return error
    throw error
  }
}

/** The place as one backend's own order has it: its rows of the same instant lie wholly before it or behind it. */
function placeWithin({ name }: Backend, { sortAt, backend, id }: Place) {
  if (name === backend) return { sortAt, id }
  return { sortAt: name < backend ? sortAt + 1 : sortAt, id: '' }
}

function compare(a: ExecutionRow, b: ExecutionRow): number {
  if (a.sortAt !== b.sortAt) return b.sortAt - a.sortAt
  if (a.backend !== b.backend) return a.backend < b.backend ? 1 : -1
  return Buffer.compare(Buffer.from(b.id), Buffer.from(a.id))
}
