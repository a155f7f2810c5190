import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import { plainText } from '../../source/encoded.ts'
import type { NodeResultSource } from '../../sql/enginewords.ts'
import type { FactSource } from '../../sql/scope.ts'
import { now } from '../../status/status.ts'
import { isWorkflowInProgress } from './status.ts'
import { type DbosStore, columnOf } from './store.ts'
import { word } from './words.ts'

/** Inputs and outputs: in tables of their own, or in the row of the workflow where it is older than those. */
export function dbosPayloads(store: DbosStore): SQL {
  const { native, table, has } = store
  const own = columnOf(store, 'workflow_status', 'w')
  const [given, made] = [has('workflow_input.inputs'), has('workflow_output.output')]
  const inputs = given ? sql`coalesce(i.inputs, ${own('inputs')})` : own('inputs')
  const outputs = made ? sql`coalesce(o.output, ${own('output')})` : own('output')
  const json = sql`case kinds.kind when 'in' then ${inputs} else ${outputs} end`
  const from = sql`
    ${table('workflow_status')} w
    cross join (select 'in' as kind union all select 'out' as kind) as kinds
    ${given ? sql`left join ${table('workflow_input')} i on i.workflow_uuid = w.workflow_uuid` : sql``}
    ${made ? sql`left join ${table('workflow_output')} o on o.workflow_uuid = w.workflow_uuid` : sql``}
    where ${json} is not null
  `
  const payloads = tableFrom(native, 'payloads', {
    from,
    columns: {
      executionId: sql`w.workflow_uuid`,
      kind: sql`kinds.kind`,
      json,
      bytes: sql`octet_length(${json})`,
    },
    more: { key: sql`w.workflow_uuid`, encoding: own('serialization') },
  })
  return sql`join ${payloads} on payloads.key = keys.id and payloads.kind = keys.kind`
}

/** The steps of a workflow: their outcomes alone, each once. One that sleeps is written when that begins. */
export function dbosNodeResults(store: DbosStore): NodeResultSource {
  const { native, table } = store
  const own = columnOf(store, 'operation_outputs', 'o')
  const [startedAt, finishedAt] = [
    own('started_at_epoch_ms', 'bigint'),
    own('completed_at_epoch_ms', 'bigint'),
  ]
  const isOpen = sql`
    exists (
      select 1 from ${table('workflow_status')} w
      where w.workflow_uuid = o.workflow_uuid and ${isWorkflowInProgress(sql`w.status`)}
    )
  `
  const sleeps = sql`
    o.error is null and o.function_name = 'DBOS.sleep' and ${finishedAt} > ${now} and ${isOpen}
  `
  const from = tableFrom(native, 'nodeResults', {
    from: sql`${table('operation_outputs')} o`,
    columns: {
      executionId: sql`o.workflow_uuid`,
      nodeId: sql`cast(o.function_id as text) || ':' || o.function_name`,
      attempt: sql`1`,
      status: sql`
        case when o.error is not null then 'FAILED' when ${sleeps} then 'RUNNING' else 'COMPLETED' end
      `,
      startedAt,
      finishedAt: sql`case when not (${sleeps}) then ${finishedAt} end`,
      durationMs: sql`
        case when ${sleeps} then null when ${finishedAt} < ${startedAt} then 0 else ${finishedAt} - ${startedAt} end
      `,
      error: sql`o.error`,
      bytes: sql`octet_length(o.output)`,
      value: sql`o.output`,
    },
    more: { key: sql`o.workflow_uuid`, function_id: sql`o.function_id`, encoding: own('serialization') },
  })
  const order = { by: sql`node_results.function_id`, at: store.words.number }
  return { from, isNewest: sql`1 = 1`, order }
}

/** Columns of a workflow that are shown as facts where it has them, and numbers, of which 0 says nothing. */
const toldTexts = [
  ...[
    'application_name',
    'application_version',
    'config_name',
    'deduplication_id',
    'executor_id',
    'forked_from',
  ],
  'queue_partition_key',
]
const toldNumbers = ['delay_until_epoch_ms', 'priority', 'workflow_deadline_epoch_ms', 'workflow_timeout_ms']

/** What the workflow has told by events, and the columns that have no place elsewhere. None of them has a time of its own. */
export function dbosFacts(store: DbosStore): FactSource {
  const { native, table, words, has } = store
  const columns = [...toldTexts, ...toldNumbers].filter((name) => has(`workflow_status.${name}`))
  const valueOf = (name: string) => sql.raw(`nullif(w.${name}, ${toldNumbers.includes(name) ? '0' : "''"})`)
  const listed = words.list(Object.fromEntries(columns.map((name) => [name, valueOf(name)])))
  const event = columnOf(store, 'workflow_events', 'e')
  const facts = sql`
    select 'column:' || listed.field as id, listed.field, listed.value, ${word(plainText)} as encoding
    from ${listed}
    where listed.value is not null
    union all
    select 'event:' || e.key as id, e.key as field, e.value, ${event('serialization')} as encoding
    from ${table('workflow_events')} e
    where e.workflow_uuid = w.workflow_uuid
  `
  const each = words.each(facts, 'fact', ['id', 'field', 'value', 'encoding'])
  const id = words.inBytes(each.column('id'))
  const from = tableFrom(native, 'executionMetadata', {
    from: sql`${table('workflow_status')} w ${each.join}`,
    columns: {
      executionId: sql`w.workflow_uuid`,
      id,
      attempt: sql`0`,
      field: each.column('field'),
      value: each.column('value'),
      ts: sql`w.created_at`,
    },
    more: { key: sql`w.workflow_uuid`, encoding: each.column('encoding') },
  })
  return { from, order: sql`execution_metadata.id` }
}
