import { spanMs } from '../address/time.ts'
import type { ExecutionFilter, ExecutionStatus, RunFilter, RunStatus } from '../schema.gen.ts'
import type { Conditions } from './conditions.ts'
import { rfc, spanOf } from './span.ts'

const some = <Value>(values: readonly Value[]) => (values.length === 0 ? undefined : [...values])
const time = (value: number | undefined) => (value === undefined ? undefined : rfc(value))
const ms = (text: string | undefined) => (text === undefined ? undefined : spanMs(text))

/** Without what is not set, so that equal filters are equal as text. */
const clean = <Filter extends object>(filter: { [Key in keyof Filter]?: Filter[Key] | undefined }): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Filter

const common = (conditions: Conditions, now: number) => {
  const { from, to } = spanOf(conditions, now)
  return {
    backend: some(conditions.backend),
    flow: some(conditions.flow),
    tagsAny: some(conditions.tag),
    tagsAll: some(conditions.alltag),
    startedAfter: time(from),
    startedBefore: time(to),
    minDurationMs: ms(conditions.min),
    maxDurationMs: ms(conditions.max),
  }
}

/** The filter for runs. Executions have no users, and runs no sources: those conditions are told as not understood. */
export const runFilter = (conditions: Conditions, now: number): RunFilter =>
  clean<RunFilter>({
    ...common(conditions, now),
    status: some(conditions.status as readonly RunStatus[]),
    user: some(conditions.user),
    refPrefix: conditions.q,
  })

export const executionFilter = (conditions: Conditions, now: number): ExecutionFilter =>
  clean<ExecutionFilter>({
    ...common(conditions, now),
    status: some(conditions.status as readonly ExecutionStatus[]),
    source: some(conditions.source),
    failureGroup: some(conditions.failureGroup),
  })
