import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import type { FactSource } from '../../sql/scope.ts'
import type { OpenWorkflowTables } from './tables.ts'

/** What is known of a run of a workflow beside its own columns, in this order. */
export function workflowFacts(tables: OpenWorkflowTables): FactSource {
  const { runs, namespace, words, native, has } = tables
  const { times } = words
  const created = times.ms(sql`r.created_at`)
  const updated = times.ms(sql`r.updated_at`)
  const all = [
    { field: 'version', value: sql`r.version`, ts: created },
    { field: 'idempotency_key', value: sql`r.idempotency_key`, ts: created },
    { field: 'deadline_at', value: times.text(sql`r.deadline_at`), ts: created },
    { field: 'available_at', value: times.text(sql`r.available_at`), ts: updated },
    { field: 'worker_id', value: sql`r.worker_id`, ts: updated },
    { field: 'error_stack', value: words.member(sql`r.error`, 'stack'), ts: updated },
  ]
  const facts = all.filter(({ field }) => field === 'error_stack' || has(field))
  const places = sql.raw(facts.map((_, place) => `select ${place + 1} as place`).join(' union all '))
  const of = (pick: (fact: (typeof facts)[number]) => SQL) => {
    const cases = facts.map((fact, place) => sql`when ${sql.raw(String(place + 1))} then ${pick(fact)}`)
    return sql`case f.place ${sql.join(cases, sql` `)} end`
  }
  const value = of((fact) => fact.value)
  return {
    from: tableFrom(native, 'executionMetadata', {
      from: sql`
        ${runs} r
        cross join (${places}) f
        where r.namespace_id = ${namespace} and ${value} is not null
      `,
      columns: {
        executionId: sql`r.id`,
        id: of(({ field }) => sql.raw(`'${field}'`)),
        attempt: sql`0`,
        field: of(({ field }) => sql.raw(`'${field}'`)),
        value,
        ts: of(({ ts }) => ts),
      },
    }),
    order: sql`execution_metadata.id`,
  }
}

/** Joined to `keys`, which have a kind. */
export function workflowPayloads(tables: OpenWorkflowTables): SQL {
  const { runs, namespace, words, native } = tables
  const value = sql`case k.kind when 'in' then r.input else r.output end`
  const from = tableFrom(native, 'payloads', {
    from: sql`
      ${runs} r
      cross join (select 'in' as kind union all select 'out') k
      where r.namespace_id = ${namespace} and ${value} is not null
    `,
    columns: {
      executionId: sql`r.id`,
      kind: sql`k.kind`,
      json: words.json(value),
      bytes: sql`octet_length(${words.json(value)})`,
    },
  })
  return sql`join ${from} on payloads.execution_id = keys.id and payloads.kind = keys.kind`
}
