import { runCommand } from '../../../src/db/engines/metaflow/speedup/commands.ts'
import { metaflowPlace } from '../../../src/db/engines/metaflow/kind.ts'
import { splitBackend } from '../../../src/db/url.ts'
import { type History } from '../models/runmodel.ts'
import { type TaskFact } from '../models/tasktable.ts'
import { createTables } from './metaflowtables.ts'
import { type Sql, openSql } from './sql.ts'
import { type Place, newPlace, postgresVersions } from './stores.ts'

export const isMetaflow = (kind: string) => kind.startsWith('metaflow')

/** Where words do not order by their bytes, as in most deployments. */
const english = `template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'en-US'`

/** A fresh database with the tables of a Metaflow service: one as it makes them, one with verdicts in JSON, each with registers or without. */
export async function newMetaflow(kind: string): Promise<Place> {
  const hasJson = kind.includes('jsonb')
  const server = (hasJson ? postgresVersions.at(-1) : postgresVersions[0])!
  const { url, remove } = await newPlace(server, english)
  const place = { url: `metaflow+${url}`, remove }
  const sql = openSql(place)
  await createTables(sql, hasJson ? 'jsonb' : 'text')
  await sql.close()
  if (kind.endsWith('accelerated')) await accelerate(place)
  return place
}

function placeOf(url: string) {
  const { name, rest } = splitBackend(`mf=${url}`)
  return metaflowPlace(name, rest)
}

/** As `execgraph accelerate --facts` does, or with `--remove`. */
export async function accelerate({ url }: Pick<Place, 'url'>, remove = false): Promise<void> {
  await runCommand('accelerate', placeOf(url), { remove }, () => {})
}

/** As `execgraph accelerate --facts --verify` does: what it tells. */
export async function verify({ url }: Pick<Place, 'url'>): Promise<string> {
  const lines: string[] = []
  await runCommand('accelerate', placeOf(url), { verify: true }, (line) => lines.push(line))
  return lines.join('\n')
}

/** Rows of one of the tables: what a row does not say is null. */
export type Row = Readonly<Record<string, unknown>>

const columnTypes: Readonly<Record<string, string>> = {
  run_number: 'bigint',
  task_id: 'bigint',
  attempt_id: 'bigint',
  ts_epoch: 'bigint',
  last_heartbeat_ts: 'bigint',
  tags: 'jsonb',
  system_tags: 'jsonb',
}

/**
 * Inserts rows that all have the same columns. `value` goes in as its column has it: text, or JSON, which it is already
 * where the row says `isJson`.
 */
export async function insert(sql: Sql, table: string, rows: readonly Row[], more = ''): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0]!).filter((name) => name !== 'isJson')
  const [found] = await sql.run(
    `select format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass and attname = 'value'`,
    [table],
  )
  const typeOf = (name: string) => (name === 'value' ? String(found!['type']) : (columnTypes[name] ?? 'text'))
  const list = names.map((name) => `(row ->> '${name}')::${typeOf(name)}`)
  const given = rows.map((row) => ({
    ...row,
    ...(typeof row['value'] === 'string' &&
      row['isJson'] !== true &&
      typeOf('value') === 'jsonb' && { value: JSON.stringify(row['value']) }),
  }))
  const text = JSON.stringify(given.map((row) => withJson(row)))
  await sql.run(
    `insert into ${table} (${names.join(', ')}) select ${list.join(', ')} from jsonb_array_elements($1::text::jsonb) with ordinality as rows(row, place) order by place ${more}`,
    [text],
  )
}

/** JSON columns go as text, so that a null stays one of SQL. Whole numbers that JavaScript has not go as text anyway. */
const withJson = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      (name === 'tags' || name === 'system_tags') && value !== null ? JSON.stringify(value) : value,
    ]),
  )

export const tags = { tags: [], system_tags: [] } as const

/** Stores runs with their flows, and their facts as metadata of a task of the step each is of. */
export async function tellMetaflow(sql: Sql, list: readonly History[]): Promise<void> {
  const flows = [...new Set(list.map(({ flow }) => flow))]
  await sql.run(
    `insert into flows_v3 (flow_id, ts_epoch, tags, system_tags) select value, 0, '[]', '[]' from jsonb_array_elements_text($1::text::jsonb) as value on conflict do nothing`,
    [JSON.stringify(flows)],
  )
  const runs = list.map(({ flow, number, name, user, tags: own, startedAt, heartbeatAt }) => ({
    flow_id: flow,
    run_number: number,
    run_id: name,
    ts_epoch: startedAt,
    // Whoever says so in a tag is the user. Another name alone is none.
    ...{ user_name: user ?? 'nobody', tags: own, system_tags: user === null ? [] : [`user:${user}`] },
    last_heartbeat_ts: heartbeatAt === null ? null : heartbeatAt / 1000,
  }))
  await insert(sql, 'runs_v3', runs)
  const facts = list.flatMap(({ flow, number, facts }) =>
    facts.map((fact) => ({
      flow_id: flow,
      run_number: number,
      step_name: fact.step,
      task_id: 1,
      field_name: fact.field,
      value: fact.value,
      type: fact.field,
      ts_epoch: fact.ts,
      ...tags,
      isJson: fact.isJson,
    })),
  )
  await insert(sql, 'metadata_v3', facts)
}

/** A task as a test knows it. */
export interface Task {
  readonly flow: string
  readonly run: number
  readonly step: string
  readonly task: number
  readonly createdAt: number
  readonly heartbeatAt: number | null
  readonly facts: readonly TaskFact[]
}

/** Stores tasks, and the flows, runs and steps they belong to as far as they are not there. */
export async function tellTasks(sql: Sql, list: readonly Task[]): Promise<void> {
  const keyOf = ({ flow, run, step }: Task) => ({ flow_id: flow, run_number: run, step_name: step })
  const addMissing = (table: string, rows: readonly Row[]) =>
    insert(sql, table, rows, 'on conflict do nothing')
  await addMissing(
    'flows_v3',
    list.map(({ flow }) => ({ flow_id: flow, ts_epoch: 0, ...tags })),
  )
  await addMissing(
    'runs_v3',
    list.map(({ flow, run }) => ({ flow_id: flow, run_number: run, ts_epoch: 0, ...tags })),
  )
  await addMissing(
    'steps_v3',
    list.map((task) => ({ ...keyOf(task), ts_epoch: 0, ...tags })),
  )
  const tasks = list.map((task) => ({
    ...keyOf(task),
    task_id: task.task,
    ts_epoch: task.createdAt,
    ...tags,
    last_heartbeat_ts: task.heartbeatAt === null ? null : task.heartbeatAt / 1000,
  }))
  await insert(sql, 'tasks_v3', tasks)
  const facts = list.flatMap((task) =>
    task.facts.map((fact) => ({ ...fact, key: { ...keyOf(task), task_id: task.task } })),
  )
  const metadata = facts
    .filter(({ field }) => field !== '_task_ok')
    .map(({ key, field, value, ts, tags: own }) => ({
      ...key,
      field_name: field,
      value,
      type: field,
      ts_epoch: ts,
      tags: own,
      system_tags: [],
    }))
  await insert(sql, 'metadata_v3', metadata)
  const artifacts = facts
    .filter(({ field }) => field === '_task_ok')
    .map(({ key, field, ts, attempt }) => ({ ...key, ...artifact(field, attempt), ts_epoch: ts }))
  await insert(sql, 'artifact_v3', artifacts)
}

export const artifact = (name: string, attempt: number): Row => ({
  name,
  attempt_id: attempt,
  location: `s3://bucket/${attempt}/${name}`,
  ds_type: 's3',
  ts_epoch: 0,
  ...tags,
})

/** As Metaflow's client writes it: all have the same location, and the hash of their content tells them apart. */
export const clientArtifact = (name: string, attempt: number, root: string, sha: string): Row => ({
  ...artifact(name, attempt),
  location: `:root:${root}`,
  sha,
  type: 'metaflow.artifact',
  content_type: 'gzip+pickle-v4',
})
