import { type SQL, sql } from 'drizzle-orm'
import type { Parent } from '../sql/page.ts'
import type { Scope } from '../sql/scope.ts'
import { as } from '../sql/select.ts'

/** The condition that an execution is of a run. */
export const isOfRun = (
  { flow, number }: { readonly flow: SQL; readonly number: SQL },
  { tables: { executions: e }, executions: { ofRun } }: Scope,
): SQL => ofRun?.isOf(flow, number) ?? sql`${e.flow} = ${flow} and ${e.runNumber} = ${number}`

const types = { flow: 'text', number: 'bigint' } as const

/** A run as the parent of its executions. */
export const runParent = (scope: Scope): Parent => ({
  types,
  isOf: isOfRun({ flow: sql`parents.flow`, number: sql`parents.number` }, scope),
})

/** The run under which a list of executions of runs has one, if its own columns do not tell. */
export interface UnderRun {
  readonly ofFlow?: string
  readonly ofNumber?: number
}

/** The fields of a list of executions of runs. */
export function underRun(fields: SQL, { dialect, executions: { ofRun } }: Scope): SQL {
  if (!ofRun) return fields
  const own = [['flow', 'ofFlow'] as const, ['number', 'ofNumber'] as const]
  const named = own.map(([column, name]) => as(dialect.ofParent('executions', column), name))
  return sql.join([fields, ...named], sql`, `)
}

/** The run under which a list of executions of runs has one. */
export const runOver = ({
  flow,
  runNumber,
  ofFlow = flow,
  ofNumber = runNumber!,
}: { readonly flow: string; readonly runNumber: number | null } & UnderRun) => ({
  flow: ofFlow,
  number: ofNumber,
})
