import type { Backend } from '../../backend.ts'
import { WrongStore } from '../../failure.ts'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { openPool } from '../../stores/postgres/pool.ts'
import { type Run, connectTimeout, reader, runner, statementTimeout } from '../../stores/postgres/reads.ts'
import { tables as native } from '../../tables/postgres.ts'
import type { Reporter } from '../../watching/report.ts'
import { acceleratedRuns, isMistrusted } from './accelerated.ts'
import { checkTables } from './check.ts'
import { metaflowExecutions } from './executions.ts'
import type { MetaflowNames, ValueType } from './names.ts'
import { isAccelerated } from './registerstate.ts'
import { metaflowRuns } from './runs.ts'
import { tablesOf } from './tables.ts'
import { valueTexts } from './values.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'

/** Milliseconds that the check of the tables may take. */
const checkDeadline = 10_000

/** Opens the tables of a Metaflow service unchanged: nothing is migrated, and every connection is read-only. */
export async function openMetaflow(
  name: string,
  url: string,
  { pool: max, names }: { pool: number; names: MetaflowNames },
  thresholds: Thresholds,
  report: Reporter,
): Promise<Backend> {
  const pool = openPool(url, { prepare: true, max, statementTimeout, connectTimeout, readOnly: true })
  const identity = { name, kind: 'metaflow' as const }
  try {
    const [valueType, accelerated] = await pool.use(checkDeadline, async ({ sql }) => {
      const type = await checkTables(sql, names)
      return [type, await isAccelerated(sql, names, type)] as const
    })
    const runOver = (registers: boolean) =>
      runner(identity, scopeOf(names, valueType, registers, thresholds), true, report)
    const run = accelerated ? trusting(runOver(true), runOver(false), report) : runOver(false)
    return {
      ...identity,
      readOnly: true,
      read: reader(name, pool, run),
      write: () => Promise.reject(new WrongStore(`Backend "${name}" is read-only.`)),
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** How long incomplete registers are not read. They may be complete after that. */
const mistrustedFor = 60_000

/** Reads the registers while they are trusted, which each statement checks itself, else the raw rows. */
function trusting(registers: Run, raw: Run, report: Reporter): Run {
  let mistrustedUntil = 0
  return async (sql, statement, values, meter, limit) => {
    if (performance.now() < mistrustedUntil) return raw(sql, statement, values, meter, limit)
    try {
      return await registers(sql, statement, values, meter, limit)
    } catch (error) {
      if (!isMistrusted(error)) throw error
      mistrustedUntil = performance.now() + mistrustedFor
      report({ what: 'behind' })
      return raw(sql, statement, values, meter, limit)
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
  return {
    tables: native,
    dialect: postgresDialect,
    runs: accelerated ? acceleratedRuns(names, texts, thresholds) : metaflowRuns(tables, texts, thresholds),
    executions: metaflowExecutions(tables, texts, thresholds, native, postgresDialect),
    thresholds,
  }
}
