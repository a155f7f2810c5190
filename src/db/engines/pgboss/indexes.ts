import type { EngineIndex } from '../../kind.ts'
import type { ExecutionSource } from '../../sql/scope.ts'

/** What a list that took too long lacked: of the whole order, else of what its filter asks for. */
export function lacksOf(
  missing: readonly EngineIndex[],
  schema: string,
): NonNullable<ExecutionSource['lacks']> {
  return (fields) => {
    const [first, ...others] = missing
    if (first === undefined)
      return fields.length === 0
        ? undefined
        : 'pg-boss has no index for all of the filter. Ask for a queue, or for a shorter time.'
    const more = others.length === 0 ? '' : ` Neither had ${others.length} other tables of jobs.`
    return `When Execgraph opened it, "${schema}"."${first.table}" had no index on (${first.columns.join(', ')}), which pg-boss makes from release 12.38 on.${more}`
  }
}
