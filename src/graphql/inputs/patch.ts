import type { PayloadLimits } from '../../db/recording/payload.ts'
import type { ExecutionPatch } from '../../db/patching/patch.ts'
import type { FinishedAttempt, StatusReport, StartedAttempt } from '../../db/patching/transitions.ts'
import { endOf, mostAttemptNumber, refuseAlone } from './attempts.ts'
import { factRecords, nodeRecords, payloadIn, tagList } from './details.ts'
import { badInput } from '../errors.ts'
import { heartbeatIn } from './execution.ts'
import { reportOf } from './statuswords.ts'
import { whole } from './whole.ts'
import { checkedId, checkedMoment, checkedText, checkedWhole, longText } from './checks.ts'
import type { ExecutionPatch as PatchInput } from '../types.gen.ts'

/** Checks one element of `updateExecutions` and shapes it for the store. Throws a coded error that names the field. */
export function executionPatch(
  input: PatchInput,
  field: string,
  now: number,
  limits: PayloadLimits,
): ExecutionPatch | Promise<ExecutionPatch> {
  const path = (name: string) => `${field}.${name}`
  const addTags = tagList(input.addTags, path('addTags'))
  const removeTags = tagList(input.removeTags, path('removeTags'))
  const both = addTags.find((tag) => removeTags.includes(tag))
  if (both !== undefined)
    throw badInput(`The tag ${JSON.stringify(both)} is in both "addTags" and "removeTags".`, {
      field: path('removeTags'),
    })
  return whole({
    id: checkedId(input.id, path('id')),
    expectedVersion: input.expectedVersion ?? null,
    ...moves(input, field, now),
    ...heartbeatIn(input, field, now),
    outputs: payloadIn(input.outputs, path('outputs'), limits),
    nodeResults: nodeRecords(input.nodeResults, path('nodeResults'), now, limits),
    metadata: factRecords(input.metadata, path('metadata'), now),
    addTags,
    removeTags,
  })
}

function moves(input: PatchInput, field: string, now: number) {
  const { state, status } = input
  if (status == null) refuseAlone(input, field)
  const other = (['startAttempt', 'finishAttempt', 'state'] as const).find((name) => input[name] != null)
  if (status != null && other !== undefined) {
    throw badInput(`"${field}" has both "status" and "${other}". Give one of them.`, {
      field: `${field}.${other}`,
    })
  }
  return {
    startAttempt: started(input.startAttempt, `${field}.startAttempt`, now),
    finishAttempt: finished(input.finishAttempt, `${field}.finishAttempt`, now),
    state,
    report: status == null ? null : reported(input, status, field, now),
  }
}

function reported(input: PatchInput, word: string, field: string, now: number): StatusReport {
  const status = reportOf(word, `${field}.status`)
  return { status, ...endOf(input, status, field, now) }
}

const numberIn = (number: number | null | undefined, field: string) =>
  number == null ? null : checkedWhole(number, `${field}.number`, 1, mostAttemptNumber)

function started(input: PatchInput['startAttempt'], field: string, now: number): StartedAttempt | null {
  if (input == null) return null
  return {
    number: numberIn(input.number, field),
    startedAt: checkedMoment(input.startedAt, `${field}.startedAt`, now),
  }
}

function finished(input: PatchInput['finishAttempt'], field: string, now: number): FinishedAttempt | null {
  if (input == null) return null
  return {
    number: numberIn(input.number, field),
    verdict: input.verdict,
    finishedAt: checkedMoment(input.finishedAt, `${field}.finishedAt`, now),
    error: checkedText(input.error, `${field}.error`, longText),
  }
}
