import type { Context } from '../context.ts'
import { coded } from '../errors.ts'
import type { Found } from '../lists/anywhere.ts'
import type { Sides } from '../models.ts'
import { safeDuration } from '../scalars.ts'

const mostPairs = 50

interface Pair {
  readonly left?: string | null | undefined
  readonly right: string
}

/** How the records of a comparison are found. */
interface Compared<Row> {
  readonly name: string
  readonly lookUp: (context: Context, ids: readonly string[]) => Promise<Found<Row>[]>
  /** The base of a record, if the caller names none. */
  readonly baseOf: (context: Context, right: Row) => Promise<Row | null>
}

/**
 * Both sides of each pair, in order. An error stands where one of them is unknown, or may be in a backend that failed.
 * All named records are looked up at once, and then all bases that are not named.
 */
export async function sidesOf<Row extends object>(
  context: Context,
  pairs: readonly Pair[],
  kind: Compared<Row>,
): Promise<(Sides<Row> | Error)[]> {
  if (pairs.length > mostPairs) {
    const message = `This call has ${pairs.length} pairs. The limit is ${mostPairs}. Ask in several calls.`
    throw coded('BATCH_TOO_LARGE', message, { field: 'pairs', limit: mostPairs, received: pairs.length })
  }
  const ids = pairs.flatMap(({ left, right }) => (left == null ? [right] : [right, left]))
  const found = new Map((await kind.lookUp(context, ids)).map((one, index) => [ids[index]!, one] as const))
  const known = (id: string, field: string): Row => {
    const one = found.get(id)
    if (one instanceof Error) throw one
    if (one) return one
    const message = `There is no ${kind.name} ${JSON.stringify(id.slice(0, 300))}.`
    throw coded('NOT_FOUND', message, { field })
  }
  const settled = await Promise.allSettled(
    pairs.map(async ({ left, right: id }, index) => {
      const right = known(id, `pairs[${index}].right`)
      if (left != null) return { left: known(left, `pairs[${index}].left`), right }
      return { left: await kind.baseOf(context, right), right }
    }),
  )
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error)))
}

type Timed = { readonly durationMs?: number | null | undefined } | null

/** How much longer the right one took. `null` if one of them has no duration. */
export const differenceMs = (left: Timed, right: Timed): number | null =>
  left?.durationMs == null || right?.durationMs == null
    ? null
    : safeDuration(right.durationMs - left.durationMs)

/** The tags of only one side. */
export function differentTags(left: readonly string[], right: readonly string[]) {
  const [before, after] = [new Set(left), new Set(right)]
  return {
    added: right.filter((tag) => !before.has(tag)),
    removed: left.filter((tag) => !after.has(tag)),
  }
}
