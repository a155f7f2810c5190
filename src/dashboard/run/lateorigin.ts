import { ask } from '../data/ask.ts'
import { onShown } from '../data/shownagain.ts'
import type { Followed, RunName } from './follow.ts'
import { RunOriginDocument } from './run.gen.ts'

const lookMs = 4_000

/**
 * Looks for where a failed run failed, as long as no failed execution of it is recorded: one that is recorded later is no
 * change of the run. Returns what ends it.
 */
export function lookForOrigin(
  { backend, flow, number }: RunName,
  shown: () => Followed,
  onFound: () => void,
): () => void {
  let isLooking = false
  const look = async () => {
    const { run, error } = shown()
    if (isLooking || error || run?.status !== 'FAILED' || run.failure?.execution) return
    isLooking = true
    try {
      const { data } = await ask(RunOriginDocument, { backend, flow, ref: number })
      if (data?.run?.failure?.execution) onFound()
    } catch {
      // It is looked for again. What else fails says why.
    }
    isLooking = false
  }
  return onShown(lookMs, () => void look())
}
