import { ask } from '../data/ask.ts'
import { isSoonAfter, lookFor } from '../data/lookfor.ts'
import { isOpen } from '../../client/standing.ts'
import { type ExecutionHeadFragment, NewestChildrenDocument } from './execution.gen.ts'

/**
 * Looks for executions that an open one has started meanwhile, or that begin or are recorded soon after it ended. `shown`:
 * what is known now. Returns what ends it.
 */
export const lookForChildren = (
  key: string,
  shown: () => ExecutionHeadFragment | undefined,
  onNew: () => void,
): (() => void) =>
  lookFor(() => {
    const execution = shown()
    const children = execution && mayHaveOthers(execution) ? execution.children : undefined
    // Of more than are shown, a new one would not be.
    return children && !children.pageInfo.hasNextPage ? hasOthers(key, children.nodes) : undefined
  }, onNew)

const mayHaveOthers = ({ status, finishedAt }: ExecutionHeadFragment) =>
  isOpen(status) || (finishedAt !== null && isSoonAfter(Date.parse(finishedAt)))

async function hasOthers(id: string, shown: readonly { readonly key: string }[]): Promise<boolean> {
  const { data } = await ask(NewestChildrenDocument, { id })
  const known = new Set(shown.map(({ key }) => key))
  return data?.execution?.children?.nodes.some(({ key }) => !known.has(key)) ?? false
}
