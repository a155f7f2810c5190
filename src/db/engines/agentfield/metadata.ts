import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import { plainText } from '../../source/encoded.ts'
import type { FactSource } from '../../sql/scope.ts'
import { type AgentTable, hasUsage } from './columns.ts'
import type { AgentStore } from './store.ts'

/** A fact of a row `e` of executions: when, of which kind and place among those, and what it says. */
interface Told {
  readonly from: SQL
  readonly at: SQL
  readonly kind: string
  readonly place: SQL
  readonly field: SQL
  readonly value: SQL
}

/** Longer values are cut, and more events of one execution are not read: all are at hand before a page of them is chosen. */
const most = { characters: 65_536, events: 10_000 }

const literal = (text: string) => sql.raw(`'${text}'`)
const cut = (text: SQL) => sql`substr(${text}, 1, ${sql.raw(String(most.characters))})`

/** Notes, events, usage, and the reason of the status, in the order of their times. */
export function agentMetadata(store: AgentStore): FactSource {
  const { tables, words } = store
  const queries = toldOf(store).map(({ from, at, kind, place, field, value }) => {
    const ms = sql`coalesce(${at}, ${words.ms(sql`e.started_at`)}, 0)`
    // Their order is that of their ids.
    const id = sql`${words.digits(ms, 15)} || ${literal(kind)} || ${words.digits(place, 10)}`
    return sql`select ${id} as id, ${field} as field, ${cut(value)} as value, ${ms} as ts from ${from}`
  })
  // The same note may stand in two tables.
  const { joined, column } = words.rowsOf(sql.join(queries, sql` union `), ['id', 'field', 'value', 'ts'])
  const from = tableFrom(tables, 'executionMetadata', {
    from: sql`${words.table('executions')} e ${joined}`,
    columns: {
      executionId: words.inBytes(sql`e.execution_id`),
      id: words.inBytes(column('id')),
      attempt: sql`0`,
      field: column('field'),
      value: column('value'),
      ts: column('ts'),
    },
    more: { own_id: sql`e.execution_id`, encoding: literal(plainText) },
  })
  return { from, order: sql`execution_metadata.id` }
}

function toldOf(store: AgentStore): Told[] {
  const { has, words } = store
  const own = (table: AgentTable, row: string) =>
    sql`${words.table(table)} ${sql.raw(row)} where ${sql.raw(row)}.execution_id = e.execution_id`
  const notesIn = (list: SQL): Told => {
    const { from, place, json, at } = words.objectsIn(list)
    const field = literal('note')
    return { from: sql`${from} where ${json} is not null`, at, kind: 'n', place, field, value: json }
  }
  const workflowNotes = sql`(select w.notes from ${own('workflow_executions', 'w')})`
  const told = [notesIn(workflowNotes), eventsOf(store, own('workflow_execution_events', 'v'))]
  if (has('executions.notes')) told.push(notesIn(sql`e.notes`))
  if (hasUsage(has)) told.push(usageOf(store, own('execution_usage', 'u')))
  if (has('executions.status_reason')) {
    const at = words.ms(sql`coalesce(e.completed_at, e.updated_at)`)
    const [field, value] = [literal('status_reason'), words.text(sql`e.status_reason`)]
    const from = sql`(select 1 as one) as one where nullif(e.status_reason, '') is not null`
    told.push({ from, at, kind: 'r', place: sql`0`, field, value })
  }
  return told
}

/** What an event carries, or the status that it tells. */
function eventsOf({ has, words }: AgentStore, all: SQL): Told {
  const from = sql`
    (select v.* from ${all} order by v.sequence limit ${sql.raw(String(most.events))}) as v
  `
  const told = ['status_reason', 'status'].filter((name) => has(`workflow_execution_events.${name}`))
  const others = told.map((name) => sql`nullif(${words.text(sql.raw(`v.${name}`))}, '')`)
  const payload = words.text(sql`v.payload`)
  const value = sql`coalesce(nullif(nullif(${payload}, '{}'), ''), ${sql.join([...others, sql`'{}'`], sql`, `)})`
  const field = words.text(sql`v.event_type`)
  return { from, at: words.ms(sql`v.emitted_at`), kind: 'e', place: sql`v.sequence`, field, value }
}

/** The rows have no number that is known: those of one moment are told apart by what they say. */
function usageOf({ has, words }: AgentStore, from: SQL): Told {
  const names = ['provider', 'model', 'input_tokens', 'output_tokens', 'cost_usd']
  const there = names.filter((name) => has(`execution_usage.${name}`))
  const value = words.object(Object.fromEntries(there.map((name) => [name, sql.raw(`u.${name}`)])))
  const at = words.ms(sql`u.created_at`)
  return { from, at, kind: 'u', place: sql`u.input_tokens`, field: literal('usage'), value }
}
