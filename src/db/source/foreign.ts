import { keyById, stepsFrom, tagsAmong } from './executions.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { Dialect } from '../sql/dialect.ts'
import type {
  ExecutionSource,
  KeyOfExecutions,
  RunRules,
  RunSource,
  Shown,
  Thresholds,
} from '../sql/scope.ts'
import { runRules } from '../status/run.ts'
import type { Tables } from '../tables/tables.ts'
import { type Seen, emptyTable, tableFrom } from './columns.ts'

// What a store that is not Execgraph's says of its runs and executions. It spreads one of these, and adds what else it has.

/** Those of an engine that tells itself what was silent for too long. Nothing asks for them. */
export const noThresholds: Thresholds = { runHeartbeat: 360, taskHeartbeat: 60, oldTask: 86_400 }

interface Executions<Elsewhere extends Shown<'executions'>>
  extends Seen<'executions', keyof Elsewhere>, Pick<ExecutionSource, 'rule' | 'finishedAt' | 'durationMs'> {
  readonly shown?: Elsewhere
  /** Joined to `executions` for the rule. */
  readonly joined?: SQL
  /** A table expression called `execution_tags`. */
  readonly tags?: SQL
  /** How ids find rows, if not by the column `execution_id`. */
  readonly key?: KeyOfExecutions
}

/** Executions that have no attempts, facts, node results, DAGs or payloads of their own. */
export function foreignExecutions<Elsewhere extends Shown<'executions'> = object>(
  tables: Tables,
  dialect: Dialect,
  {
    shown,
    rule,
    finishedAt,
    durationMs,
    joined,
    tags,
    key = keyById(dialect),
    ...seen
  }: Executions<Elsewhere>,
): ExecutionSource {
  const judged = { from: tableFrom(tables, 'executions', seen), rule, finishedAt, durationMs, joined }
  const { from } = judged
  return {
    ...judged,
    shown: shown ?? {},
    key,
    byIds: key.rowsOf(joined ? sql`${from} ${joined}` : from, tables.executions.id),
    steps: stepsFrom(tables, { ...judged, shown: shown ?? {} }),
    ...(tags && { tags }),
    hasTags: tags ? tagsAmong(tables, dialect, tags) : () => sql`1 = 0`,
    indexed: false,
  }
}

interface Runs<Elsewhere extends Shown<'runs'>> extends Seen<'runs', keyof Elsewhere> {
  readonly shown?: Elsewhere
  readonly rules: RunRules
  /** Joined to `runs` for the rule. */
  readonly joined?: SQL
}

/** Runs that have no facts and no tags, of flows that are not listed. */
export const foreignRuns = <Elsewhere extends Shown<'runs'> = object>(
  tables: Tables,
  { rules, shown, joined = sql``, ...seen }: Runs<Elsewhere>,
): RunSource => ({
  ...noRuns(tables),
  ...rules,
  from: tableFrom(tables, 'runs', seen),
  joined,
  shown: shown ?? {},
})

/** The runs of an engine that has none. */
export const noRuns = (tables: Tables): RunSource => ({
  ...runRules(nothing, { runHeartbeat: 0, taskHeartbeat: 0, oldTask: 0 }),
  from: emptyTable(tables, 'runs'),
  joined: sql``,
  shown: {},
  flowOrder: sql`runs.flow_id`,
  hasTags: () => sql`1 = 0`,
  tags: emptyTable(tables, 'runTags'),
  flows: emptyTable(tables, 'flows'),
  indexed: false,
})

const none = sql`cast(null as bigint)`
const nothing = { startedAt: none, heartbeatAt: none, endOk: none, endOkAt: none, endAttemptAt: none }
