import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { goodExecutionsBefore } from '../../src/db/executions/lastgood.ts'
import { firstOfSteps } from '../../src/db/executions/ofsteps.ts'
import { executionsByIds } from '../../src/db/executions/rows.ts'
import { goodRunsBefore } from '../../src/db/runs/lastgood.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const count = sized(40_000, 20_000)
const now = Date.UTC(2026, 5, 1, 12)
const at = `${now - count * 1_000} + n * 1000`

/** Half of the flows' runs fail, but those of one, of which none is good. Steps alternate. */
const verdict = `case when n % 20 = 7 or n % 3 = 0 then 2 else 1 end`
const executions = `executions (execution_id, flow_id, run_number, step, sample_rate, sort_at, started_at, finished_at, attempt, attempt_at, verdict, node_count, version)`
const executionValues = `'e-' || n, 'flow ' || (n % 20), n, case when n % 4 = 0 then 'load' else 'fit' end, 1, ${at}, ${at}, ${at} + 500, 1, ${at}, ${verdict}, 0, 1`
const runs = `runs (flow_id, number, started_at, version, end_ok, end_ok_at, end_ok_id)`
const runValues = `'flow ' || (n % 20), n, ${at}, 1, case when n % 20 = 7 or n % 3 = 0 then 0 else 1 end, ${at} + 500, ''`

describe.each(sized(versionSetups, aloneSetups))('the plans of comparisons on $title', (setup) => {
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let backend: Backend
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await insertMany(sql, executions, executionValues, count)
    await insertMany(sql, runs, runValues, count)
    await analyze(sql)
    backend = explaining(api.backends[0]!, sql, plans)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  /** The last 50 numbers of all flows. */
  const numbers = Array.from({ length: 50 }, (_, index) => count - 1 - index)
  const isGood = (n: number) => n % 20 !== 7 && n % 3 !== 0
  const before = (n: number, isOther: (m: number) => boolean) => {
    for (let m = n - 20; m >= 0; m -= 20) if (isGood(m) && isOther(m)) return m
    return undefined
  }

  it('find the last good executions along an index, a few rows for each', async () => {
    const rows = await executionsByIds(
      backend,
      numbers.map((n) => `e-${n}`),
      reading(now),
    )
    plans.length = 0
    const found = await goodExecutionsBefore(backend, rows, reading(now))
    const expected = numbers.flatMap((n) => {
      const good = before(n, (m) => (m % 4 === 0) === (n % 4 === 0))
      return good === undefined ? [] : [`e-${n} e-${good}`]
    })
    expect(found.map((one) => `${one.of} ${one.id}`).toSorted()).toEqual(expected.toSorted())
    const [plan] = plans
    expect(plan!.reads).toEqual(['search executions by executions_completed'])
    if (plan!.rows !== undefined) expect(plan!.rows).toBeLessThan(500)
  })

  it('find the last good runs along an index, one row for each', async () => {
    const keys = numbers.map((n) => ({ flow: `flow ${n % 20}`, number: n }))
    const rows = await runsByKeys(backend, keys, reading(now))
    plans.length = 0
    const found = await goodRunsBefore(backend, rows, reading(now))
    const expected = numbers.flatMap((n) => {
      const good = before(n, () => true)
      return good === undefined ? [] : [`${n} ${good}`]
    })
    expect(found.map((one) => `${one.ofNumber} ${one.number}`).toSorted()).toEqual(expected.toSorted())
    const [plan] = plans
    expect(plan!.reads).toEqual(['search runs by primary key', 'search runs by runs_flow_outcome_started'])
    if (plan!.rows !== undefined) expect(plan!.rows).toBeLessThan(200)
  })

  it('find the first execution of a step with a status along the run', async () => {
    const keys = numbers.map((n) => ({
      flow: `flow ${n % 20}`,
      number: n,
      step: n % 4 === 0 ? 'load' : 'fit',
      status: isGood(n) ? ('COMPLETED' as const) : ('FAILED' as const),
    }))
    plans.length = 0
    const found = await firstOfSteps(backend, keys, reading(now))
    expect(found.map(({ id }) => id).toSorted()).toEqual(numbers.map((n) => `e-${n}`).toSorted())
    const [plan] = plans
    expect(plan!.reads.filter((read) => read.startsWith('scan'))).toEqual([])
    expect(plan!.reads).toContain('search executions by executions_run')
  })
})
