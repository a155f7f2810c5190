import { type SQL, sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import { statusWords } from './executions.ts'
import type { OpenWorkflowTables } from './tables.ts'

/** The names of workflows, each found in an index behind the one before, and when the first of each was created. */
export function workflowFlows({ runs, namespace, words, native }: OpenWorkflowTables): SQL {
  const inNamespace = sql`r.namespace_id = ${namespace}`
  const first = sql`select min(r.workflow_name) as name from ${runs} r where ${inNamespace}`
  const next = sql`
    (select min(r.workflow_name) from ${runs} r where ${inNamespace} and r.workflow_name > names.name)
  `
  const names = sql`
    with recursive names as (
      ${first}
      union all
      select ${next} from names where names.name is not null
    )
    select name from names where name is not null
  `
  // An index has the times of each status.
  const oldest = statusWords.map(
    (word) => sql`
      select (
        select min(r.created_at)
        from ${runs} r
        where ${inNamespace} and r.workflow_name = n.name and r.status = ${sql.raw(`'${word}'`)}
      ) as at
    `,
  )
  const created = sql`(select min(at) from (${sql.join(oldest, sql` union all `)}) as each)`
  return tableFrom(native, 'flows', {
    from: sql`(${names}) as n`,
    columns: { flow: words.inBytes(sql`n.name`), createdAt: sql`coalesce(${words.times.ms(created)}, 0)` },
  })
}
