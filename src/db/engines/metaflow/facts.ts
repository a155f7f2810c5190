import { sql } from 'drizzle-orm'
import type { Seen } from '../../source/columns.ts'
import { type ValueTexts, attemptOfTags, instant } from './values.ts'

/** The columns of a fact of a task or a run, from a row `m` of Metaflow's metadata. As text, the ids would not order facts. */
export const factColumns = ({ shown }: ValueTexts) =>
  ({
    id: sql`m.id::text`,
    attempt: attemptOfTags(sql`m.tags`),
    field: sql`m.field_name`,
    value: shown(sql`m.value`),
    ts: instant(sql`m.ts_epoch`),
  }) satisfies Partial<Seen<'runMetadata'>['columns']>
