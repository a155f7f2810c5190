import { openSql, type Sql } from './sql.ts'
import { type Place, newPlace } from './stores.ts'

// The tables that an AgentField server makes, by the facts about its columns and indexes: by GORM, without foreign keys.

type Types = Readonly<Record<'number' | 'time' | 'bytes' | 'key', string>>

const types: Readonly<Record<Sql['dialect'], Types>> = {
  postgres: { number: 'bigint', time: 'timestamptz', bytes: 'bytea', key: 'bigserial primary key' },
  sqlite: { number: 'integer', time: 'datetime', bytes: 'blob', key: 'integer primary key autoincrement' },
}

/** Indexed by GORM, one column each. */
const indexed = [
  ...['run_id', 'agent_node_id', 'reasoner_id', 'node_id', 'status', 'parent_execution_id'],
  ...['session_id', 'actor_id', 'started_at'],
]

/** `later`: with the columns and tables that came after November 2025. */
function ddl({ number, time, bytes, key }: Types, later: boolean): string[] {
  const when = (text: string) => (later ? text : '')
  return [
    `create table executions (id ${key}, execution_id text not null, run_id text not null, parent_execution_id text,
      agent_node_id text not null, reasoner_id text not null, node_id text not null, status text not null,
      ${when('status_reason text,')} input_payload ${bytes}, result_payload ${bytes}, error_message text,
      input_uri text, result_uri text, session_id text, actor_id text, started_at ${time} not null,
      completed_at ${time}, duration_ms ${number}, ${when("notes text default '[]',")} created_at ${time},
      updated_at ${time})`,
    'create unique index idx_executions_execution_id on executions (execution_id)',
    ...indexed.map((name) => `create index idx_executions_${name} on executions (${name})`),
    `create table workflow_executions (id ${key}, workflow_id text not null, execution_id text not null,
      agent_node_id text not null, reasoner_id text not null, input_data ${bytes}, output_data ${bytes},
      status text not null, started_at ${time} not null, retry_count ${number} default 0,
      ${when('approval_request_id text, approval_status text, approval_request_url text,')}
      notes text default '[]', created_at ${time}, updated_at ${time})`,
    'create unique index idx_workflow_executions_execution_id on workflow_executions (execution_id)',
    `create table workflow_execution_events (event_id ${key}, execution_id text not null, workflow_id text not null,
      run_id text, parent_execution_id text, sequence ${number} not null, previous_sequence ${number} default 0,
      event_type text not null, status text, status_reason text, payload text default '{}',
      emitted_at ${time} not null, recorded_at ${time})`,
    'create index idx_workflow_exec_events_execution on workflow_execution_events (execution_id, sequence)',
    `create table workflow_runs (run_id text primary key, root_workflow_id text not null, root_execution_id text,
      status text not null default 'pending', total_steps ${number} default 0, metadata ${bytes}, created_at ${time},
      updated_at ${time}, completed_at ${time})`,
    ...(later
      ? [
          `create table execution_usage (id ${key}, execution_id text not null, provider text, model text,
            input_tokens ${number}, output_tokens ${number}, cost_usd double precision, created_at ${time})`,
          'create index idx_execution_usage_execution_id on execution_usage (execution_id)',
        ]
      : []),
  ]
}

/** What the tables of a place have. */
interface Made {
  /** The columns and tables that came after November 2025. */
  readonly later?: boolean
  /** A statement that fills them. It is fast, since indexes are made after it. */
  readonly seed?: string
}

/** Makes the tables in an empty place. */
export async function createAgentField(db: Sql, { later = true, seed }: Made = {}): Promise<void> {
  const all = ddl(types[db.dialect], later)
  const isTable = (text: string) => text.startsWith('create table')
  for (const text of all.filter(isTable)) await db.run(text)
  if (seed !== undefined) await db.run(seed)
  for (const text of all.filter((one) => !isTable(one))) await db.run(text)
}

/** A place with the tables of AgentField, and the URL that Execgraph reads them by. */
export async function newAgentField(
  kind: string,
  made: (dialect: Sql['dialect']) => Made = () => ({}),
): Promise<Place & { readonly db: Sql }> {
  const place = await newPlace(kind)
  const db = openSql(place)
  await createAgentField(db, made(db.dialect))
  return {
    url: `agentfield+${place.url}`,
    db,
    async remove() {
      await db.close()
      await place.remove()
    },
  }
}

export type Row = Readonly<Record<string, unknown>>

/** Inserts rows as they are. All have the same columns. */
export async function insertInto(db: Sql, table: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const names = Object.keys(row)
    const places = names.map((_, place) => (db.dialect === 'postgres' ? `$${place + 1}` : '?'))
    await db.run(
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
      Object.values(row),
    )
  }
}

/** A time as AgentField's driver writes it: zeros at the end are left out. `offset`: minutes ahead of UTC. */
export function timeIn(dialect: Sql['dialect'], ms: number, offset = 0): string {
  if (dialect === 'postgres') return new Date(ms).toISOString()
  const local = new Date(ms + offset * 60_000).toISOString()
  const fraction = local.slice(19, -1).replace(/\.?0+$/, '')
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  const zone = `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
  return `${local.slice(0, 10)} ${local.slice(11, 19)}${fraction}${zone}`
}

/** An execution, with times in milliseconds. What is not given is as AgentField leaves it. */
export interface AgentExecution {
  readonly id: string
  readonly run?: string
  readonly parent?: string | null
  readonly agent?: string
  readonly reasoner?: string
  readonly status: string
  readonly startedAt: number
  readonly completedAt?: number | null
  readonly duration?: number | null
  readonly session?: string | null
  readonly actor?: string | null
  readonly input?: string | Buffer | null
  readonly result?: string | Buffer | null
  readonly error?: string | null
  readonly also?: Row
  /** Minutes ahead of UTC of the place where it was written. */
  readonly offset?: number
}

const bytesOf = (text: string | Buffer | null) => (typeof text === 'string' ? Buffer.from(text) : text)

export const insertExecutions = (db: Sql, executions: readonly AgentExecution[]): Promise<void> =>
  insertInto(
    db,
    'executions',
    executions.map((one) => {
      const time = (ms: number | null) => (ms === null ? null : timeIn(db.dialect, ms, one.offset))
      return {
        execution_id: one.id,
        run_id: one.run ?? `run_${one.id}`,
        parent_execution_id: one.parent ?? null,
        agent_node_id: one.agent ?? 'agent',
        reasoner_id: one.reasoner ?? 'think',
        node_id: one.agent ?? 'agent',
        status: one.status,
        input_payload: bytesOf(one.input ?? null),
        result_payload: bytesOf(one.result ?? null),
        error_message: one.error ?? null,
        session_id: one.session ?? null,
        actor_id: one.actor ?? null,
        started_at: time(one.startedAt),
        completed_at: time(one.completedAt ?? null),
        duration_ms: one.duration ?? null,
        created_at: time(one.startedAt),
        updated_at: time(one.completedAt ?? one.startedAt),
        ...one.also,
      }
    }),
  )
