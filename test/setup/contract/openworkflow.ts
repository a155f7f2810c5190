import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { connectEngine, engineUrl } from '../servers/openworkflow.ts'
import { openSql } from '../servers/sql.ts'
import { newPlace } from '../servers/stores.ts'
import type { Adapter, Told } from './history.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
const words = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  CANCELLED: 'canceled',
  RUNNING: 'running',
  PENDING: 'pending',
} as const

const common = { namespace_id: 'default', config: '{}' }

function runRow({ name, flow, status, at, finishedAt, error, inputs, outputs, parent }: Told) {
  return {
    ...{ ...common, id: name, workflow_name: flow, status: words[status as keyof typeof words] },
    ...{
      input: json(inputs),
      output: json(outputs),
      error: error === null ? null : json({ message: error }),
    },
    attempts: status === 'PENDING' ? 0 : 1,
    worker_id: status === 'RUNNING' ? 'worker' : null,
    started_at: status === 'PENDING' ? null : iso(at),
    ...{ finished_at: iso(finishedAt), created_at: iso(at), updated_at: iso(finishedAt ?? at) },
    parent_step_attempt_namespace_id: parent === null ? null : 'default',
    parent_step_attempt_id: parent === null ? null : `starts ${name}`,
  }
}

/** Its steps, and one for each child that it starts, which is not told of. */
function stepRows({ name, at, steps }: Told, history: readonly Told[]) {
  const row = { ...common, workflow_run_id: name, kind: 'function' }
  const times = (place: number) => ({
    started_at: iso(at),
    finished_at: iso(at),
    created_at: iso(at + place),
    updated_at: iso(at),
  })
  return [
    ...steps.map((step, place) => ({
      ...{ ...row, id: `${name} ${place}`, step_name: step.name, status: step.status.toLowerCase() },
      ...{ output: json(step.value), error: step.error === null ? null : json({ message: step.error }) },
      ...times(place),
    })),
    ...history
      .filter(({ parent }) => parent === name)
      .map((child) => ({
        ...{ ...row, id: `starts ${child.name}`, step_name: `starts ${child.name}`, status: 'completed' },
        ...{ output: null, error: null, ...times(0) },
      })),
  ]
}

/** The tables are the engine's own, the rows are as it would write them. */
export const openWorkflowAdapter = (kind: string): Adapter => ({
  cannot: { statuses: [], fields: ['tags'], hasStepsOfChildren: true },
  async seed(history) {
    const place = await newPlace(kind)
    await (await connectEngine(place)).stop()
    const db = openSql(place)
    const schema = db.dialect === 'postgres' ? 'openworkflow.' : ''
    const insert = async (table: string, rows: readonly Record<string, unknown>[]) => {
      if (rows.length === 0) return
      const names = Object.keys(rows[0]!)
      const columns = names.map((name) => `value ->> '${name}'`)
      const from =
        db.dialect === 'postgres'
          ? `select ${names.join(', ')} from jsonb_populate_recordset(null::${schema}${table}, $1::text::jsonb)`
          : `select ${columns.join(', ')} from json_each(?)`
      const given = db.dialect === 'postgres' ? rows.map((row) => parsed(row)) : rows
      await db.run(`insert into ${schema}${table} (${names.join(', ')}) ${from}`, [JSON.stringify(given)])
    }
    // Each table has keys of the other.
    const runs = history.map(runRow)
    await insert(
      'workflow_runs',
      runs.filter((row) => row.parent_step_attempt_id === null),
    )
    await insert(
      'step_attempts',
      history.filter(({ parent }) => parent === null).flatMap((told) => stepRows(told, history)),
    )
    await insert(
      'workflow_runs',
      runs.filter((row) => row.parent_step_attempt_id !== null),
    )
    await db.close()
    const backend = await openBackend(parseBackend(`ow=${engineUrl(place)}`))
    return { backend, place, idOf: (name) => name }
  },
})

const jsonColumns = new Set(['config', 'input', 'output', 'error'])

const parsed = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      jsonColumns.has(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    ]),
  )
