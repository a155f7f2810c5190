import type { Backend } from '../../db/backend.ts'
import type { Context } from '../context.ts'

export type Found<Row> = Row | null | Error

/** How records of a kind are looked up by their ids. */
interface Records<Row, Key> {
  /** What an id within a backend stands for. `null` if no record can have it. */
  readonly keyOf: (id: string) => Key | null
  readonly load: (backend: Backend, keys: readonly Key[]) => Promise<Found<Row>[]>
}

/**
 * The records with these ids, or keys (`backend:id`), in their order. An error stands where a backend that may know one
 * failed.
 */
export async function foundAnywhere<Row, Key>(
  { backends }: Context,
  asked: readonly Backend[],
  ids: readonly string[],
  records: Records<Row, Key>,
): Promise<Found<Row>[]> {
  const answers = await Promise.all(asked.map((one) => foundIn(one, backends, ids, records)))
  const only = answers.length === 1 ? answers[0] : undefined
  return only ?? ids.map((_, index) => firstKnown(answers.map((answer) => answer[index] ?? null)))
}

async function foundIn<Row, Key>(
  backend: Backend,
  backends: readonly Backend[],
  ids: readonly string[],
  { keyOf, load }: Records<Row, Key>,
): Promise<Found<Row>[]> {
  const own = ids.map((id) => {
    const within = idWithin(backend, id, backends)
    return within === null ? null : keyOf(within)
  })
  const wanted = own.filter((key) => key !== null)
  const rows = wanted.length === 0 ? [] : await load(backend, wanted)
  if (wanted.length === ids.length) return rows
  let next = 0
  return own.map((key) => (key === null ? null : (rows[next++] ?? null)))
}

/** The id within this backend: none for another backend's key. */
export function idWithin(backend: Backend, id: string, backends: readonly Backend[]): string | null {
  const colon = id.indexOf(':')
  const prefix = colon > 0 ? id.slice(0, colon) : ''
  const isKey = prefix !== '' && backends.some(({ name }) => name === prefix)
  if (isKey && prefix !== backend.name) return null
  return isKey ? id.slice(colon + 1) : id
}

/** The first answer that knows the record. Without one, a backend that failed might know it. */
function firstKnown<Row>(answers: readonly Found<Row>[]): Found<Row> {
  const known = answers.find((answer) => answer !== null && !(answer instanceof Error))
  return known ?? answers.find((answer) => answer instanceof Error) ?? null
}
