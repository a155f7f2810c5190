import { ask } from '../data/ask.ts'
import { onShown } from '../data/shownagain.ts'
import { type ExecutionHeadFragment, NewestChildrenDocument } from './execution.gen.ts'

const lookMs = 4_000

const open: ReadonlySet<string> = new Set(['PENDING', 'RUNNING', 'WAITING', 'PAUSED'])

/**
 * Looks for executions that an open one has started meanwhile: nothing tells of them. `shown`: what is known now. Returns
 * what ends it.
 */
export function lookForChildren(
  key: string,
  shown: () => ExecutionHeadFragment | undefined,
  onNew: () => void,
): () => void {
  let isLooking = false
  const look = async () => {
    const children = childrenOf(shown())
    // Of more than are shown, a new one would not be.
    if (isLooking || !children || children.pageInfo.hasNextPage) return
    isLooking = true
    try {
      const { data } = await ask(NewestChildrenDocument, { id: key })
      const known = new Set(children.nodes.map((one) => one.key))
      if (data?.execution?.children?.nodes.some((one) => !known.has(one.key))) onNew()
    } catch {
      // It is looked for again. What else fails says why.
    }
    isLooking = false
  }
  return onShown(lookMs, () => void look())
}

const childrenOf = (execution: ExecutionHeadFragment | undefined) =>
  execution && open.has(execution.status) ? execution.children : undefined
