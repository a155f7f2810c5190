import { newChange, toChange } from '../../db/audit/note.ts'
import type { MoveOutcome } from '../../db/queue/end.ts'
import { type Context, actorIn, writableNamed } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { loadersOf } from '../lists/nested.ts'
import { checkedId } from '../inputs/checks.ts'
import type { MoveExecutionResultResolvers, MoveExecutionsInput } from '../types.gen.ts'

const actions = { cancel: 'CANCEL_EXECUTIONS', retry: 'RETRY_EXECUTIONS' } as const

/** Cancels executions of the queue, or queues them again. */
async function move(context: Context, { ids, backend: name }: MoveExecutionsInput, how: 'cancel' | 'retry') {
  const backend = writableNamed(context.backends, name)
  const change = newChange(actions[how], actorIn(context))
  const store = async (wanted: readonly string[]) => {
    const answers = await context.queue[how](backend, toChange(wanted, change), context.meter)
    return eachOf<MoveOutcome, true>(answers, (outcome, index) => said(outcome, wanted[index]!))
  }
  const outcomes = await storeElements(context, { field: 'input.ids', inputs: ids, check: checkedId, store })
  return {
    results: outcomes.map((outcome) => ({ ...outcome, backend: backend.name })),
  }
}

export const cancelExecutions = (context: Context, input: MoveExecutionsInput) =>
  move(context, input, 'cancel')

export const retryExecutions = (context: Context, input: MoveExecutionsInput) => move(context, input, 'retry')

const whyNot: Readonly<Record<Exclude<MoveOutcome, 'MOVED' | 'UNKNOWN'>, string>> = {
  NOT_QUEUED: 'is not in the queue: it was recorded, not started, or has completed',
  ENDED: 'has already ended',
  NOT_ENDED: 'has not ended',
}

function said(outcome: MoveOutcome, id: string): Stored<true> {
  if (outcome === 'MOVED') return { done: true }
  const name = JSON.stringify(id)
  if (outcome === 'UNKNOWN')
    return { problem: { code: 'NOT_FOUND', message: `There is no execution ${name}.`, field: '' } }
  const message = `Execution ${name} ${whyNot[outcome]}. Nothing was changed.`
  return { problem: { code: 'CONFLICT', message, field: '' } }
}

export const MoveExecutionResult: MoveExecutionResultResolvers = {
  execution: ({ id, backend, problem }, _, context) =>
    problem === null || problem.code === 'CONFLICT' ? loadersOf(context, backend).executions.load(id!) : null,
}
