import { DBOS } from '@dbos-inc/dbos-sdk'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { type Api, apiOver } from './api.ts'
import { type Sql, openSql } from './sql.ts'
import { type Place, newPlace } from './stores.ts'

type Row = Readonly<Record<string, string | number | boolean | null>>

/** What DBOS keeps of some workflows, by the tables of its newest version. */
interface DbosRows {
  readonly workflow_status: readonly Row[]
  readonly workflow_input?: readonly Row[]
  readonly workflow_output?: readonly Row[]
  readonly operation_outputs?: readonly Row[]
  readonly workflow_events?: readonly Row[]
}

/** A place with the system tables of DBOS: as its own library makes them on Postgres, as the one for Python makes them in a file. */
export async function newDbos(kind: string): Promise<Place & { readonly own: string }> {
  const place = await newPlace(kind)
  if (kind === 'sqlite') {
    const db = openSql(place)
    for (const text of sqliteSchema) await db.run(text)
    await db.close()
  } else await DBOS.migrate(place.url)
  return { ...place, own: `dbos+${place.url}` }
}

/** A server over some rows, as the backend `d`. */
export async function startDbos(kind: string, rows: DbosRows): Promise<Api> {
  const place = await newDbos(kind)
  const db = openSql(place)
  await tellDbos(db, rows)
  await db.close()
  return apiOver([await openBackend(parseBackend(`d=${place.own}`))], [place])
}

export const workflow = (id: string, more: Row): Row => ({
  ...{ workflow_uuid: id, name: 'pay', recovery_attempts: 1, created_at: 1_000, updated_at: 2_000 },
  ...more,
})

/** As the Python library writes by default. */
export const pickle = 'gASVDAAAAAAAAACMCHBpY2tsZWQhlC4='

/** As that for TypeScript writes by default. `meta`: which values are of types that JSON does not have. */
export const superjson = (json: unknown, meta?: object) =>
  JSON.stringify({ json, ...(meta && { meta }), __dbos_serializer: 'superjson' })

export async function tellDbos(db: Sql, rows: DbosRows): Promise<void> {
  for (const [table, list] of Object.entries(rows) as [string, readonly Row[]][]) {
    for (const row of list) {
      const names = Object.keys(row)
      const schema = db.dialect === 'postgres' ? 'dbos.' : ''
      const places = names.map((name, index) => {
        if (db.dialect === 'sqlite') return '?'
        return name === 'attributes' ? `$${index + 1}::text::jsonb` : `$${index + 1}`
      })
      await db.run(
        `insert into ${schema}${table} (${names.join(', ')}) values (${places.join(', ')})`,
        Object.values(row),
      )
    }
  }
}

/** The tables of the Python library, without those that hold no history. */
const sqliteSchema = [
  `create table workflow_status (
    workflow_uuid text primary key, status text, name text, authenticated_user text, assumed_role text,
    authenticated_roles text, output text, error text, executor_id text, created_at integer not null,
    updated_at integer not null, application_version text, application_id text, class_name varchar(255) default null,
    config_name varchar(255) default null, recovery_attempts integer default 0, queue_name text,
    workflow_timeout_ms integer, workflow_deadline_epoch_ms integer, started_at_epoch_ms integer,
    deduplication_id text, inputs text, priority integer not null default 0, queue_partition_key text,
    forked_from text, owner_xid text, parent_workflow_id text, serialization text, delay_until_epoch_ms integer,
    was_forked_from boolean not null default false, completed_at integer, attributes text, schedule_name text,
    application_name text)`,
  `create table operation_outputs (
    workflow_uuid text not null, function_id integer not null, function_name text not null default '', output text,
    error text, child_workflow_id text, started_at_epoch_ms integer, completed_at_epoch_ms integer, serialization text,
    primary key (workflow_uuid, function_id))`,
  `create table workflow_events (
    workflow_uuid text not null, key text not null, value text not null, serialization text,
    primary key (workflow_uuid, key))`,
  `create table workflow_input (workflow_uuid text not null primary key, inputs text)`,
  `create table workflow_output (workflow_uuid text not null primary key, output text, error text)`,
  'create index workflow_status_created_at_index on workflow_status (created_at)',
  `create index idx_workflow_status_pending on workflow_status (created_at) where status = 'PENDING'`,
  `create index idx_workflow_status_failed on workflow_status (status, created_at)
    where status in ('ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')`,
  `create index idx_workflow_status_in_flight on workflow_status (queue_name, status, priority, created_at)
    where status in ('ENQUEUED', 'PENDING')`,
  `create index idx_workflow_status_delayed on workflow_status (delay_until_epoch_ms) where status = 'DELAYED'`,
  `create index idx_workflow_status_parent_workflow_id on workflow_status (parent_workflow_id)
    where parent_workflow_id is not null`,
]
