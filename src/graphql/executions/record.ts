import { type RecordOutcome, recordExecutions as record } from '../../db/recording/record.ts'
import { checkFlow } from '../access/flows.ts'
import { type Context, writableNamed } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { executionRecord } from '../inputs/execution.ts'
import { loadersOf } from '../lists/nested.ts'
import type { ExecutionInput, RecordExecutionResultResolvers, RecordExecutionsInput } from '../types.gen.ts'
import type { ExecutionRecord } from '../../db/recording/records.ts'

/** Stores executions. An id that is already stored is left unchanged, unless it is to be replaced. */
export async function recordExecutions(context: Context, input: RecordExecutionsInput) {
  const { executions } = input
  const backend = writableNamed(context.backends, input.backend)
  const how = { ...context.recording, onConflict: input.onConflict ?? 'FAIL' }
  const check = (element: ExecutionInput, field: string, now: number) => {
    checkFlow(context, element.flow, `${field}.flow`)
    return executionRecord(element, field, now, how)
  }
  const store = async (records: readonly ExecutionRecord[]) => {
    const answers = await record(backend, records, context.meter)
    return eachOf(answers, (outcome, index) => said(outcome, records[index]!.id))
  }
  const outcomes = await storeElements(context, {
    field: 'input.executions',
    inputs: executions,
    check,
    store,
  })
  return {
    results: outcomes.map((outcome) => ({ ...outcome, backend: backend.name })),
  }
}

function said(outcome: RecordOutcome, id: string): Stored<RecordOutcome> {
  if (outcome !== 'CONFLICT' && outcome !== 'QUEUED') return { done: outcome }
  const message =
    outcome === 'QUEUED'
      ? `Execution ${JSON.stringify(id)} is in the queue, so it cannot be replaced.`
      : `Execution ${JSON.stringify(id)} is already stored, or appears earlier in this call. Nothing was changed.`
  return { problem: { code: 'CONFLICT', message, field: 'id' } }
}

const isBounded = ({ backends }: Context, name: string) =>
  backends.some((backend) => backend.name === name && backend.bound !== undefined)

export const RecordExecutionResult: RecordExecutionResultResolvers = {
  // A bounded store may already have evicted it.
  stored: async ({ done, backend, id }, _, context) =>
    done === 'STORED' &&
    (!isBounded(context, backend) || (await loadersOf(context, backend).executions.load(id!)) !== null),
  execution: ({ done, problem, backend, id }, _, context) =>
    (done !== undefined && done !== 'LEFT_OUT') || problem?.code === 'CONFLICT'
      ? loadersOf(context, backend).executions.load(id!)
      : null,
}
