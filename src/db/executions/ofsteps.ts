import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import type { RunKey } from '../runs/rows.ts'
import { pagePerParent, pagesBy } from '../sql/page.ts'
import { scan } from '../sql/statement.ts'
import type { ExecutionStatus } from '../statuses.ts'
import { runParent, underRun } from '../source/ofrun.ts'
import { type ExecutionRow, executionList, shownExecution } from './rows.ts'

/** A status that executions of a step have. */
export interface StepKey extends RunKey {
  readonly step: string
  readonly status: ExecutionStatus
}

const types = { flow: 'text', number: 'bigint', step: 'text', status: 'text' } as const

const first = pagePerParent<ExecutionRow>(
  'executions.ofSteps',
  { each: 'parents' },
  (scope) => {
    const { executions: e } = scope.tables
    const { from, joined, rule } = scope.executions
    const isOf = sql`
      ${runParent(scope).isOf} and ${e.step} = parents.step and ${rule.status} = parents.status
    `
    return {
      ...executionList(scope),
      fields: underRun(shownExecution(scope), scope),
      from: joined ? sql`${from} ${joined}` : from,
      parent: { types, isOf },
      order: { by: { sortAt: e.sortAt, id: e.id }, descending: false },
    }
  },
  scan,
)

/** The first execution of each step that has the status. */
export function firstOfSteps(
  backend: Backend,
  steps: readonly StepKey[],
  reading: Reading,
): Promise<ExecutionRow[]> {
  const parents = steps.map(({ flow, number, step, status }) => ({ flow, number, step, status }))
  const page = { limit: 1, from: undefined, backward: false, rows: parents.length }
  return pagesBy(first)(backend, parents, page, reading)
}
