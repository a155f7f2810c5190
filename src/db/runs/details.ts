import { sql } from 'drizzle-orm'
import type { Backend, FromBackend, Reading } from '../backend.ts'
import { type ReadPages, named, pagePerParent, pagesBy } from '../sql/page.ts'
import { type RunKey, keysOf } from './rows.ts'
import { type Sized, as, shownOf, sized, unlessLong } from '../sql/select.ts'
import { longTexts, scan, statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import type { ExecutionStatus } from '../statuses.ts'

/** `value` is omitted if it is too long for a list. */
export type RunMetadataRow = Tables['runMetadata']['$inferSelect'] & FromBackend

export interface TagRow extends RunKey {
  readonly tag: string
  readonly system: number
}

const tags = statement<TagRow>('runs.tags', ({ dialect, runs: source }) => {
  const keys = dialect.rows('keys', { flow: 'text', number: 'bigint' })
  return sql`
    select run_tags.flow_id as flow, run_tags.number, run_tags.tag, run_tags.system
    from ${keys}
    join ${source.tags} on run_tags.flow_id = keys.flow and run_tags.number = keys.number
    order by run_tags.tag
  `
})

export function tagsOf(backend: Backend, runs: readonly RunKey[], reading: Reading): Promise<TagRow[]> {
  return backend.read(tags, { keys: keysOf(runs) }, reading)
}

export interface StepRow extends RunKey {
  readonly step: string
  /** `null`: nothing but the step is known. */
  readonly status: ExecutionStatus | null
  readonly count: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** The highest attempt. `null` if the step has no executions. */
  readonly attempt: number | null
}

const steps = scan<StepRow>('runs.steps', ({ dialect, executions: source }) => {
  const keys = dialect.rows('keys', { flow: 'text', number: 'bigint' })
  return sql`with keys as (select keys.* from ${keys}) ${source.steps}`
})

/** For each step, how many executions have which status, when they started and finished, and their highest attempt. */
export function stepsOf(backend: Backend, runs: readonly RunKey[], reading: Reading): Promise<StepRow[]> {
  return backend.read(steps, { keys: keysOf(runs), now: reading.now }, reading)
}

const metadata = pagePerParent<RunMetadataRow>(
  'runs.metadata',
  { of: 'runs', keys: 'parents.flow' },
  ({ tables: { runMetadata: m }, dialect, runs: { metadata: source } }) =>
    source && {
      table: m,
      from: source.from,
      parent: named({ flow: m.flow, number: m.number }),
      where: dialect.implied(dialect.isIn(m.flow, 'parents.flow')),
      order: { by: { id: source.order }, descending: false },
      fields: shownOf(m, [], { value: unlessLong(m.value) }),
    },
)

/** The facts of each run in the order of recording. Positions are `id`. */
export const runMetadataOf: ReadPages<RunKey, RunMetadataRow> = (backend, runs, page, reading) =>
  pagesBy(metadata)(backend, keysOf(runs), page, reading)

export type RunFactKey = RunKey & { readonly fact: string }
export type RunFactRow = RunFactKey & Sized & { readonly text: string | null }

const facts = longTexts<RunFactRow>(
  'runs.facts',
  ({ tables: { runMetadata: m }, dialect, runs: { metadata: source } }) => {
    if (!source) return undefined
    const keys = dialect.rows('keys', { flow: 'text', number: 'bigint', fact: 'text' })
    const key = [as(m.flow, 'flow'), as(m.number, 'number'), as(m.id, 'fact')]
    return sql`
    select ${sql.join(key, sql`, `)}, ${sized(m.value, 'text')}
    from ${keys}
    join ${source.from} on ${m.flow} = keys.flow
      and ${m.number} = keys.number
      and ${m.id} = keys.fact
  `
  },
)

/** The values of facts that a list omitted. Values of more than `each` bytes are not read. */
export function runFactsByKey(
  backend: Backend,
  keys: readonly RunFactKey[],
  each: number,
  reading: Reading,
): Promise<RunFactRow[]> {
  return backend.read(facts, { keys: keys.map((key) => ({ ...key })), each }, reading)
}
