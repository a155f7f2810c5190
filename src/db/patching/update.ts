import type { Transaction } from '../backend.ts'
import type { Draft } from './draft.ts'
import { readDrafts } from './read.ts'
import { writeDrafts } from './write.ts'
import { endFacts } from '../recording/facts.ts'
import { groupedFailure, isFailure } from '../recording/failuregroups.ts'
import { grouped } from '../recording/grouping.ts'
import { type ExecutionPatch, applyPatch } from './patch.ts'
import { Refused, type Refusal } from './refusal.ts'
import { removeExecutions } from '../recording/remove.ts'
import { regroup } from '../recording/regroup.ts'
import { appendRunFacts } from '../recording/runfacts.ts'
import { isInSample } from '../recording/sampling.ts'
import { verdicts } from '../status/status.ts'
import { recordSteps } from '../recording/steps.ts'
import { createBreaks } from '../turn.ts'

/** `stored`: false if the execution succeeded outside the sample and was deleted. */
export type PatchOutcome = { readonly stored: boolean } | { readonly refusal: Refusal }

/** Applies patches in order, each whole or not at all, in one transaction. */
export const updateExecutions = grouped<ExecutionPatch, PatchOutcome>((backend, patches, meter) =>
  backend.write(meter, (transaction) => applyPatches(transaction, patches, Date.now())),
)

/** Like `updateExecutions`, inside a transaction of the caller. */
export async function applyPatches(
  transaction: Transaction,
  patches: readonly ExecutionPatch[],
  now: number,
): Promise<PatchOutcome[]> {
  if (patches.length === 0) return []
  const drafts = await readDrafts(transaction, patches)
  const all = [...drafts.values()]
  const outcomes = patches.map((patch) => outcomeOf(drafts, patch, now))
  const changed = all.filter(({ stored, row }) => row !== stored)
  const isThere = ({ row }: Draft) => drafts.has(row.id)
  const unknown = await groupFailures(changed)
  await writeDrafts(transaction, changed.filter(isThere), now)
  await regroup(transaction, unknown)
  await removeExecutions(
    transaction,
    changed.filter((draft) => !isThere(draft)).map(({ row }) => row.id),
  )
  const steps = changed.map((draft) => stepOf(draft, now)).filter(({ aliveAt }) => aliveAt > 0)
  await recordSteps(transaction, steps)
  await appendRunFacts(
    transaction,
    changed.flatMap(({ row, currentFacts }) => endFacts({ ...row, facts: currentFacts })),
  )
  return outcomes
}

/**
 * Finds the groups of those that failed, by their own errors. Returns the ids of those without such an error, whose nodes
 * may have one. In several turns, since it takes time.
 */
async function groupFailures(drafts: readonly Draft[]): Promise<string[]> {
  const unknown: string[] = []
  const breaks = createBreaks()
  for (const draft of drafts) {
    const { stored, row } = draft
    if (!isFailure(row) || row.verdictId === stored.verdictId) continue
    const failure = groupedFailure(row.error, [])
    draft.row = { ...row, ...failure }
    if (failure.failureGroup === null && row.nodeCount > 0) unknown.push(row.id)
    if (breaks.isDue()) await breaks.take()
  }
  return unknown
}

/** An execution that is left out does not exist for later patches, in the same flush or another. */
function outcomeOf(drafts: Map<string, Draft>, patch: ExecutionPatch, now: number): PatchOutcome {
  const draft = drafts.get(patch.id)
  if (!draft) return { refusal: noSuch(patch.id) }
  const { verdict } = draft.row
  try {
    applyPatch(draft, patch, now)
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal }
    throw error
  }
  if (verdict !== verdicts.OK && isLeftOut(draft)) drafts.delete(patch.id)
  return { stored: drafts.has(patch.id) }
}

const noSuch = (id: string): Refusal => ({
  code: 'NOT_FOUND',
  message: `There is no execution ${JSON.stringify(id)}.`,
  field: 'id',
})

const isLeftOut = ({ row }: Draft) => row.verdict === verdicts.OK && !isInSample(row.id, row.sampleRate)

/** The execution as a step of its run. Facts and tags are no heartbeats. */
function stepOf({ row }: Draft, now: number) {
  const { flow, runNumber, startedAt, attemptAt, finishedAt, heartbeatAt } = row
  const aliveAt = Math.min(now, Math.max(attemptAt ?? 0, finishedAt ?? 0, heartbeatAt ?? 0))
  return { flow, runNumber, startedAt: startedAt ?? now, aliveAt }
}
