import type { Branch } from './tree.ts'

/** A line of the timeline. */
export interface Row {
  readonly branch: Branch
  readonly depth: number
  /** `undefined`: nothing folds into it. */
  readonly isOpen: boolean | undefined
}

/** Groups of more tasks than this are folded at first. */
const mostAtFirst = 60

const isOpenAtFirst = ({ branches, task }: Branch, isFiltered: boolean) =>
  isFiltered || task !== undefined || branches.length <= mostAtFirst

/** The lines that are to be seen: `turned` are those that somebody has opened or folded. */
export function rowsOf(
  branches: readonly Branch[],
  turned: ReadonlyMap<string, boolean>,
  isFiltered: boolean,
): readonly Row[] {
  const rows: Row[] = []
  const walk = (all: readonly Branch[], depth: number) => {
    for (const branch of all) {
      const isOpen = turned.get(branch.id) ?? isOpenAtFirst(branch, isFiltered)
      const hasMore = branch.branches.length > 0
      rows.push({ branch, depth, isOpen: hasMore ? isOpen : undefined })
      if (hasMore && isOpen) walk(branch.branches, depth + 1)
    }
  }
  walk(branches, 0)
  return rows
}
