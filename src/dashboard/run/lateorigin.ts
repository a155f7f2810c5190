import { ask } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { lookFor } from '../data/lookfor.ts'
import { mayBeExplained } from '../why/late.ts'
import type { Followed, RunName } from './follow.ts'
import { RunOriginDocument } from './run.gen.ts'

/** Looks for where a run failed while no failed execution of it is recorded. Returns what ends it. */
export function lookForOrigin(name: RunName, shown: () => Followed, onFound: () => void): () => void {
  const lookedAtMs = now()
  return lookFor(() => {
    const { run, error } = shown()
    const isMissing = run && !error && !run.failure?.execution && mayBeExplained(run, lookedAtMs)
    return isMissing ? hasOrigin(name) : undefined
  }, onFound)
}

async function hasOrigin({ backend, flow, number }: RunName): Promise<boolean> {
  const { data } = await ask(RunOriginDocument, { backend, flow, ref: number })
  return data?.run?.failure?.execution != null
}
