import { type RefObject, useEffect } from 'react'
import { now } from '../data/clock.ts'
import type { RowList } from '../data/rowlist.ts'
import { onShown } from '../data/shownagain.ts'
import type { RunRowFragment } from './list.gen.ts'

const lookMs = 5_000
/** What is not recorded so long after a run is not waited for. */
const lateMs = 600_000

/** A run has just failed, and no failed execution of it is recorded. One that is recorded later is no change of the run. */
const isUnexplained = (run: RunRowFragment | undefined) =>
  run?.statusReason === 'ATTEMPT_FAILED' &&
  run.failure?.attempt == null &&
  run.finishedAt !== null &&
  now() - Date.parse(run.finishedAt) < lateMs

interface Loaded {
  readonly list: Pick<RowList<RunRowFragment>, 'order' | 'row'>
  readonly pages: { reload(): Promise<void> }
}

/** Reads a list again while it does not know why some of its runs failed. */
export function useLateCauses({ list, pages }: Loaded, isHeld: RefObject<boolean>) {
  useEffect(
    () =>
      onShown(lookMs, () => {
        if (!isHeld.current && list.order().some((id) => isUnexplained(list.row(id)))) void pages.reload()
      }),
    [list, pages, isHeld],
  )
}
