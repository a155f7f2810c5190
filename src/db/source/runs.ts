import { sql } from 'drizzle-orm'
import type { RunSource, Thresholds } from '../sql/scope.ts'
import { runRules } from '../status/run.ts'

/**
 * Runs without the value sort as if it were greater than all others, as nulls do in Postgres, on every dialect. They
 * sort by this plus their start, so that the newest of them comes first or last, and an index can be walked.
 */
export const noValue = 2 ** 52

/** The value that orders a run whose start is no date of a calendar: just behind all dates. */
export const noStart = 8_640_000_000_000_001

export const nativeRuns = (thresholds: Thresholds): RunSource => ({
  from: sql`runs`,
  joined: sql``,
  ...runRules(facts, thresholds),
  shown: {},
  flowOrder: sql`runs.flow_id`,
  hasTags(list, { dialect, tables }) {
    const found = sql`
      (
        select count(*)
        from run_tags
        where run_tags.flow_id = runs.flow_id
          and run_tags.number = runs.number
          and ${dialect.isIn(tables.runTags.tag, list)}
      )
    `
    return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
  },
  byTag: sql`run_tags join runs on runs.flow_id = run_tags.flow_id and runs.number = run_tags.number`,
  tags: sql`run_tags`,
  flows: sql`flows`,
  metadata: { from: sql`run_metadata`, order: sql`run_metadata.id` },
  indexed: true,
  hours: true,
})

const facts = {
  startedAt: sql`runs.started_at`,
  heartbeatAt: sql`runs.heartbeat_at`,
  endOk: sql`runs.end_ok`,
  endOkAt: sql`runs.end_ok_at`,
  endAttemptAt: sql`runs.end_attempt_at`,
}
