import type { Transaction } from './backend.ts'
import type { Draft } from './draft.ts'
import { readDrafts } from './draftreads.ts'
import { writeDrafts } from './draftwrites.ts'
import { addRuns, insertAll } from './executionwrites.ts'
import { endFacts } from './factrows.ts'
import { grouped } from './grouping.ts'
import { type ExecutionPatch, applyPatch } from './patch.ts'
import { Refused, type Refusal } from './refusal.ts'
import { removeExecutions } from './remove.ts'
import { appendRunFacts } from './runfacts.ts'
import { isInSample } from './sampling.ts'
import { verdicts } from './status.ts'
import { runRows } from './steprows.ts'

/** What became of a patch. `stored`: false when the execution ended well outside the sample, and is removed. */
export type PatchOutcome = { readonly stored: boolean } | { readonly refusal: Refusal }

/** Applies patches in their order, each whole or not at all, in one transaction. */
export const updateExecutions = grouped<ExecutionPatch, PatchOutcome>((backend, patches, meter) =>
  backend.write(meter, (transaction) => update(transaction, patches, Date.now())),
)

async function update(
  transaction: Transaction,
  patches: readonly ExecutionPatch[],
  now: number,
): Promise<PatchOutcome[]> {
  const drafts = await readDrafts(transaction, patches)
  const before = new Map([...drafts.values()].map((draft) => [draft, draft.row]))
  const outcomes = patches.map((patch) => outcomeOf(drafts, patch, now))
  const changed = [...drafts.values()].filter((draft) => draft.row !== before.get(draft))
  const leftOut = changed.filter(isLeftOut)
  await writeDrafts(
    transaction,
    changed.filter((draft) => !leftOut.includes(draft)),
  )
  await removeExecutions(
    transaction,
    leftOut.map(({ row }) => row.id),
  )
  await insertAll(transaction, addRuns, runRows(changed.map((draft) => stepOf(draft, now))))
  await appendRunFacts(
    transaction,
    changed.flatMap(({ row, facts }) => endFacts({ ...row, facts })),
  )
  const removed = new Set(leftOut.map(({ row }) => row.id))
  return outcomes.map((refusal, index) =>
    refusal ? { refusal } : { stored: !removed.has(patches[index]!.id) },
  )
}

function outcomeOf(
  drafts: ReadonlyMap<string, Draft>,
  patch: ExecutionPatch,
  now: number,
): Refusal | undefined {
  const draft = drafts.get(patch.id)
  if (!draft)
    return { code: 'NOT_FOUND', message: `There is no execution ${JSON.stringify(patch.id)}.`, field: 'id' }
  try {
    applyPatch(draft, patch, now)
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

const isLeftOut = ({ row }: Draft) => row.verdict === verdicts.OK && !isInSample(row.id, row.sampleRate)

/** The execution as a step of its run. Notes and tags are no signs of life. */
function stepOf({ row }: Draft, now: number) {
  const { flow, runNumber, startedAt, attemptAt, finishedAt, heartbeatAt } = row
  const aliveAt = Math.min(now, Math.max(attemptAt ?? 0, finishedAt ?? 0, heartbeatAt ?? 0))
  return { flow, runNumber, startedAt: startedAt ?? now, aliveAt }
}
