import { type SQL, sql } from 'drizzle-orm'
import { facts, endStep } from '../../status/facts.ts'
import { parametersStep } from './taskstatus.ts'
import { type ValueTexts, booleanOf } from './values.ts'

/** The fact of a run's parameters in which Metaflow's client names its last step. */
export const namesEnd = 'end_step'

const word = (text: string) => sql.raw(`'${text}'`)

/** The newest row of a query that has `ts` and `id`. */
const newest = (rows: SQL, where = sql``) =>
  sql`select * from (${rows}) as facts ${where} order by ts desc, id desc limit 1`

/**
 * Joined to `runs`, the facts that decide how a run ended: `end_step`, the name of its last step if that is not `end`;
 * `end_verdict`, the newest verdict of that step; and `end_attempt`, its newest attempt, which is read on a condition.
 * A JSON verdict that reads as nothing (null, {}, []) hides older ones, as in Metaflow; one that is no boolean does
 * not.
 */
export function joinEndFacts(metadata: SQL, { fact }: ValueTexts, wantsAttempt: SQL): SQL {
  // `offset 0` is a fence: to find the newest first, Postgres might walk all the metadata of a run.
  const of = (columns: SQL, where: SQL) => sql`select m.id, m.ts_epoch as ts, ${columns}
    from ${metadata} m
    where m.flow_id = runs.flow_id and m.run_number = runs.number and ${where} offset 0`
  const named = of(
    sql`nullif(${fact(sql`m.value`)}, ${word(endStep)}) as name`,
    sql`m.step_name = ${word(parametersStep)} and m.field_name = ${word(namesEnd)}`,
  )
  // Two branches, of which one is closed before it is walked: an index over the step "end" alone can serve the other.
  const ofEnd = (columns: SQL, where: SQL) => sql`
    (${of(columns, sql`end_step.name is null and m.step_name = ${word(endStep)} and ${where}`)})
    union all
    (${of(columns, sql`end_step.name is not null and m.step_name = end_step.name and ${where}`)})`
  const text = fact(sql`m.value`)
  const verdicts = ofEnd(
    sql`${booleanOf(text)} as ok, ${text} is null as hides`,
    sql`m.field_name = ${word(facts.verdict)}`,
  )
  const attempts = ofEnd(sql`1 as began`, sql`${wantsAttempt} and m.field_name = ${word(facts.began)}`)
  return sql`
    left join lateral (${newest(named)}) as end_step on true
    left join lateral (${newest(verdicts, sql`where ok is not null or hides`)}) as end_verdict on true
    left join lateral (${newest(attempts)}) as end_attempt on true`
}
