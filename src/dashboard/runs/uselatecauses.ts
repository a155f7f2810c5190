import { type RefObject, useEffect } from 'react'
import type { RowList } from '../data/rowlist.ts'
import { onShown } from '../data/shownagain.ts'
import { mayBeExplained } from '../why/late.ts'
import type { RunRowFragment } from './list.gen.ts'

const lookMs = 5_000
/** It is not known why it failed, and may be soon. */
const isUnexplained = (run: RunRowFragment | undefined) =>
  run !== undefined && run.failure?.attempt == null && mayBeExplained(run)

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
