import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Stretch, beginning } from './due.ts'
import { listFlows } from '../runs/flows.ts'
import { directed, rowRange } from '../sql/rowrange.ts'
import { apart, scan } from '../sql/statement.ts'

type Place = Readonly<{ flow: string; sortAt: number; id: string }>

/** How many executions one step counts, so that no statement takes long. */
const step = 10_000

/** Most index entries that one statement walks along, over all of its flows. */
const mostWalked = 100_000

/** The execution so many places before a position in its flow. */
const earlier = apart(
  { each: 'places' },
  scan<Place>('retention.earlier', ({ dialect, tables: { executions: e } }) => {
    const places = dialect.rows('places', { flow: 'text', sortAt: 'bigint', id: 'text' })
    const { where, orderBy } = rowRange(
      [[sql`${e.flow}`, sql`places.flow`]],
      [sql`${e.sortAt}`, sql`${e.id}`],
      { position: [sql`places."sortAt"`, sql`places.id`], down: true },
    )
    return sql`
      select found.flow, ${e.sortAt} as "sortAt", ${e.id} as id
      from (
        select places.flow as flow, (
          select ${e.id}
          from ${e}
          where ${sql.join([...where], sql` and `)}
          order by ${directed(orderBy, true)}
          limit 1
          offset ${sql.placeholder('skip')}
        ) as id
        from ${places}
      ) as found
      join ${e} on ${e.id} = found.id
    `
  }),
)

/** The last execution that is kept in each of these flows, of those that have as many. */
export const keptPlaces = async (
  backend: Backend,
  flows: readonly string[],
  keep: number,
  reading: Reading,
): Promise<readonly Place[]> =>
  flows.length === 0
    ? []
    : backend.read(earlier, { places: flows.map(beyondNewest), skip: keep - 1 }, reading)

const beyondNewest = (flow: string): Place => ({ flow, sortAt: Number.MAX_SAFE_INTEGER, id: '' })

/** The stretch beyond the newest `keep` executions, for each flow that has more. */
export async function crowdedStretches(
  backend: Backend,
  keep: number,
  reading: () => Reading,
  goesOn: () => boolean,
): Promise<Stretch[]> {
  const limit = Math.min(500, Math.floor(mostWalked / Math.min(step, keep)))
  const crowded: Stretch[] = []
  let after: string | undefined
  do {
    const from = after === undefined ? undefined : { name: after, tie: 0 }
    const flows = await listFlows(backend, undefined, { limit, from, backward: false }, reading())
    const newest = flows.map(({ name }) => beyondNewest(name))
    const places = await walkBack(backend, newest, keep, reading)
    crowded.push(...places.map(stretchBefore))
    after = flows.length < limit ? undefined : flows.at(-1)!.name
  } while (after !== undefined && goesOn())
  return crowded
}

/** Goes `count` executions back in each flow, in steps. Flows that have fewer are dropped. */
async function walkBack(backend: Backend, from: readonly Place[], count: number, reading: () => Reading) {
  let places = from
  for (let left = count; left > 0 && places.length > 0; left -= step)
    places = await backend.read(earlier, { places, skip: Math.min(step, left) - 1 }, reading())
  return places
}

export const stretchBefore = ({ flow, sortAt, id }: Place): Stretch => ({
  key: flow,
  ...beginning,
  untilSortAt: sortAt,
  untilId: id,
})
