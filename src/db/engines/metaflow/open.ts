import type { Backend } from '../../backend.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openReadOnlyServer } from '../../stores/postgres/openreadonly.ts'
import { type Run, runner } from '../../stores/postgres/reads.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { acceleratedRuns, isMistrusted } from './accelerated.ts'
import { createTriggerBell, hasTriggers } from './bell.ts'
import { checkTables } from './check.ts'
import { metaflowExecutions } from './executions.ts'
import type { MetaflowNames, MetaflowPlace, ValueType } from './names.ts'
import { isAccelerated } from './registerstate.ts'
import { metaflowRuns } from './runs.ts'
import { type IsSeen, type MetaflowTables, narrowedTables, tablesOf } from './tables.ts'
import { valueTexts } from './values.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'

/** Opens the tables of a Metaflow service. */
export function openMetaflow(
  name: string,
  { url, pool, names, thresholds }: MetaflowPlace,
  report: Reporter,
): Promise<Backend> {
  const identity = {
    name,
    kind: 'metaflow' as const,
    firstAttempt: 0 as const,
    runHeartbeatMs: thresholds.runHeartbeat * 1000,
  }
  return openReadOnlyServer(identity, { url, pool }, report, async (sql) => {
    const type = await checkTables(sql, names)
    const scopeOver = (registers: boolean) => scopeOf(names, type, registers, thresholds)
    const bell = (await hasTriggers(sql, names)) ? createTriggerBell(url, report) : undefined
    const raw = scopeOver(false)
    if (!(await isAccelerated(sql, names, type))) return { scope: raw, bell }
    const scope = scopeOver(true)
    const runOver = (over: Scope) => runner(identity, over, true, report)
    return { scope, bell, run: trusting(runOver(scope), runOver(raw), report) }
  })
}

/** How long incomplete registers are not read. They may be complete after that. */
const mistrustedFor = 60_000

/** Reads the registers while they are trusted, which each statement checks itself, else the raw rows. */
function trusting(registers: Run, raw: Run, report: Reporter): Run {
  let mistrustedUntil = 0
  return async (...asked) => {
    if (performance.now() < mistrustedUntil) return raw(...asked)
    try {
      return await registers(...asked)
    } catch (error) {
      if (!isMistrusted(error)) throw error
      mistrustedUntil = performance.now() + mistrustedFor
      report({ what: 'behind' })
      return raw(...asked)
    }
  }
}

function scopeOf(
  names: MetaflowNames,
  valueType: ValueType,
  accelerated: boolean,
  thresholds: Thresholds,
): Scope {
  const tables = tablesOf(names)
  const texts = valueTexts[valueType]
  const scopeOver = (seenTables: MetaflowTables, isSeen?: IsSeen): Scope => {
    const store = { tables: seenTables, texts, thresholds }
    return {
      tables: postgresTables,
      dialect: postgresDialect,
      runs: accelerated
        ? acceleratedRuns(store, names, postgresTables, isSeen)
        : metaflowRuns(store, postgresTables),
      executions: metaflowExecutions(store, postgresTables, postgresDialect),
      thresholds,
    }
  }
  return {
    ...scopeOver(tables),
    narrow: (build, isSeen) => build(scopeOver(narrowedTables(tables, isSeen), isSeen)),
  }
}
