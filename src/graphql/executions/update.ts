import type { ExecutionPatch } from '../../db/patching/patch.ts'
import { type PatchOutcome, updateExecutions as update } from '../../db/patching/update.ts'
import { type Context, writableNamed } from '../context.ts'
import { type Stored, eachOf, storeElements } from '../inputs/elements.ts'
import { loadersOf } from '../lists/nested.ts'
import { executionPatch } from '../inputs/patch.ts'
import type {
  ExecutionPatch as PatchInput,
  UpdateExecutionResultResolvers,
  UpdateExecutionsInput,
} from '../types.gen.ts'
import type { Applied } from '../models.ts'

/** Applies patches to executions, in order. */
export async function updateExecutions(
  context: Context,
  { executions, backend: name }: UpdateExecutionsInput,
) {
  const backend = writableNamed(context.backends, name)
  const check = (input: PatchInput, field: string, now: number) =>
    executionPatch(input, field, now, context.recording.limits)
  const store = async (patches: readonly ExecutionPatch[]) =>
    eachOf(await update(backend, patches, context.meter), said)
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

const said = (outcome: PatchOutcome): Stored<Applied> =>
  'refusal' in outcome ? { problem: outcome.refusal } : { done: outcome }

export const UpdateExecutionResult: UpdateExecutionResultResolvers = {
  stored: ({ done, problem }) => done?.stored ?? problem?.code === 'CONFLICT',
  execution: ({ done, problem, backend, id }, _, context) =>
    done?.stored || problem?.code === 'CONFLICT' ? loadersOf(context, backend).executions.load(id!) : null,
}
