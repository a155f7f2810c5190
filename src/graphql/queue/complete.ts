import { outputOf } from '../../db/queue/output.ts'
import { type Context, writableNamed, type Recording } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { badInput } from '../errors.ts'
import { loadersOf } from '../lists/nested.ts'
import { checkedLease } from './claim.ts'
import { checkJson } from '../inputs/json.ts'
import { checkedId, checkedText, longText } from '../inputs/checks.ts'
import type {
  CompleteActionResultResolvers,
  CompleteActionsInput,
  CompletionInput,
  ExtendLeasesInput,
  LeaseInput,
} from '../types.gen.ts'
import type { Completion } from '../../db/queue/completion.ts'

export async function completeActions(
  context: Context,
  { completions, backend: name }: CompleteActionsInput,
) {
  const backend = writableNamed(context.backends, name)
  const check = (input: CompletionInput, field: string) => completionIn(input, field, context.recording)
  const store = async (good: readonly Completion[]) => {
    const answers = await context.queue.complete(backend, good, context.meter)
    return eachOf<boolean, true>(answers, (held, index) => (held ? { done: true } : notHeld(good[index]!)))
  }
  const outcomes = await storeElements(context, {
    field: 'input.completions',
    inputs: completions,
    check,
    store,
  })
  return {
    results: outcomes.map((outcome) => ({ ...outcome, backend: backend.name })),
  }
}

const notHeld = ({
  executionId,
  nodeId,
}: {
  executionId: string
  nodeId: string
}): { problem: { code: 'CONFLICT'; message: string; field: string } } => ({
  problem: {
    code: 'CONFLICT',
    message: `The lease of node ${JSON.stringify(nodeId)} of execution ${JSON.stringify(executionId)} is no longer held. Nothing was changed.`,
    field: 'leaseToken',
  },
})

const completionIn = (input: CompletionInput, field: string, recording: Recording): Completion => ({
  ...leaseIn(input, field),
  outcome: outcomeIn(input, field, recording),
})

function leaseIn(
  { executionId, nodeId, leaseToken }: Pick<CompletionInput, 'executionId' | 'nodeId' | 'leaseToken'>,
  field: string,
) {
  return {
    executionId: checkedId(executionId, `${field}.executionId`),
    nodeId: checkedId(nodeId, `${field}.nodeId`),
    leaseToken: checkedId(leaseToken, `${field}.leaseToken`),
  }
}

function outcomeIn(
  { output, error, final, release }: CompletionInput,
  field: string,
  recording: Recording,
): Completion['outcome'] {
  const given = [output != null && 'output', error != null && 'error', release === true && 'release'].filter(
    (name) => name !== false,
  )
  if (given.length > 1) {
    throw badInput(`"${field}" has both "${given[0]}" and "${given[1]}". Give one.`, {
      field: `${field}.${given[1]}`,
    })
  }
  if (final === true && error == null)
    throw badInput(`"${field}.final" needs an "error", and there is none.`, { field: `${field}.final` })
  if (release === true) return { kind: 'RELEASED' }
  if (error != null)
    return { kind: 'FAILED', error: checkedText(error, `${field}.error`, longText)!, final: final ?? false }
  checkJson(output, `${field}.output`)
  return outputOf(output ?? null, recording)
}

export const CompleteActionResult: CompleteActionResultResolvers = {
  execution: ({ id, backend, problem }, _, context) =>
    problem === null || problem.code === 'CONFLICT' ? loadersOf(context, backend).executions.load(id!) : null,
}

export async function extendLeases(context: Context, { leases, backend: name }: ExtendLeasesInput) {
  const backend = writableNamed(context.backends, name)
  const check = (input: LeaseInput, field: string) => ({
    ...leaseIn(input, field),
    leaseMs: checkedLease(input.leaseMs, `${field}.leaseMs`),
  })
  const store = async (good: readonly ReturnType<typeof check>[]) => {
    const answers = await context.queue.extend(backend, good, context.meter)
    return eachOf(answers, (until, index): Stored<number> =>
      until === null ? notHeld(good[index]!) : { done: until },
    )
  }
  const outcomes = await storeElements(context, { field: 'input.leases', inputs: leases, check, store })
  return {
    results: outcomes.map((outcome) => ({
      ...outcome,
      leaseExpiresAt: outcome.done ?? null,
    })),
  }
}
