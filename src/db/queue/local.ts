import { parseJson } from '../json/longjson.ts'
import type { Backend } from '../backend.ts'
import { defaultLimits } from '../recording/payload.ts'
import { StoreFailure } from '../failure.ts'
import type { Settled } from '../recording/grouping.ts'
import { excessOf } from '../json/jsonsize.ts'
import { createMeter } from '../meter.ts'
import type { Claim } from './shares.ts'
import type { Extension } from './leases.ts'
import { outputOf } from './output.ts'
import {
  type QueueSettings,
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from './queue.ts'
import { claimOrWait } from './wait.ts'
import type { Completion, ActionOutcome } from './completion.ts'

/** A worker's outcome of an action: an output as JSON text, an error, or a release. */
type Said =
  | { readonly output: string }
  | { readonly error: string; readonly final: boolean }
  | { readonly release: true }

interface SaidOf {
  readonly executionId: string
  readonly nodeId: string
  readonly leaseToken: string
  readonly outcome: Said
}

const never = new AbortController().signal

/** A store's queue for workers in the same process, in the form that `createWorker` takes. */
export function localQueue(backend: Backend, given: Partial<QueueSettings> = {}) {
  const settings = {
    limits: defaultLimits,
    outputBytes: defaultOutputBytes,
    inputBytes: defaultInputBytes,
    cap: defaultOpenExecutions,
    ...given,
  }
  const queue = createQueue(settings)
  const meter = createMeter()
  const completion = ({ outcome, ...lease }: SaidOf): Completion => ({
    ...lease,
    outcome: outcomeOf(outcome, settings),
  })
  return {
    async claim({ wait, ...claim }: Claim & { readonly wait: number }, gone: AbortSignal) {
      const patience = { ms: wait, enough: never, gone }
      const actions = await claimOrWait({ queue, backend, meter }, claim, patience)
      return actions.map((action) => ({ ...action, input: parseJson(action.input.join('')) }))
    },
    async complete(said: readonly SaidOf[]) {
      const answers = await queue.complete(backend, said.map(completion), meter)
      return answers.map((held) => refusalOf(held, held === false))
    },
    async extend(leases: readonly Extension[]) {
      const answers = await queue.extend(backend, leases, meter)
      return answers.map((until) => refusalOf(until, until === null))
    },
  }
}

function outcomeOf(said: Said, settings: QueueSettings): ActionOutcome {
  if ('release' in said) return { kind: 'RELEASED' }
  if ('error' in said) return { kind: 'FAILED', ...said }
  const value = parseJson(said.output)
  const excess = excessOf(value)
  return excess ? { kind: 'FAILED', error: `The output ${excess.reason}` } : outputOf(value, settings)
}

function refusalOf(answer: Settled<unknown>, isLost: boolean): { code: string; message: string } | null {
  if (answer instanceof StoreFailure) return { code: answer.code, message: answer.message }
  if (answer instanceof Error) return { code: 'BAD_USER_INPUT', message: 'The store rejected it.' }
  return isLost ? { code: 'CONFLICT', message: 'This lease is no longer held.' } : null
}
