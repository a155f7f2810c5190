import { runAddress } from '../address/addresses.ts'
import { type ReadWalk, type Walked, useSteps } from '../walk/usesteps.ts'
import { type Around, useWalkKeys } from '../walk/usewalkkeys.ts'
import { partsOfRunId } from '../why/ids.ts'
import type { RunName } from './follow.ts'
import type { RunHeadFragment } from './run.gen.ts'

export const addressOfRun = (id: string) => runAddress(partsOfRunId(id))

const readRuns: ReadWalk = async (list, id) => (await import('../runs/readwalk.ts')).readWalk(list, id)

/**
 * The list that the run was opened from, and what stands around the run there. One may walk on before the run has been
 * read.
 */
export function useWalk(
  { backend, flow, number }: RunName,
  run: Neighbours | null | undefined,
): Walked | undefined {
  const steps = useSteps(`${backend}:${flow}/${number}`, readRuns)
  useWalkKeys(steps ?? aroundInFlow(run), addressOfRun)
  return steps
}

type Neighbours = Pick<RunHeadFragment, 'backend' | 'flow' | 'previous' | 'next'>

/** Without a list, the runs of the flow are walked, as they stand in its list: the newest first. */
function aroundInFlow(run: Neighbours | null | undefined): Around {
  const idOf = (one: { number: number } | null | undefined) =>
    run && one ? `${run.backend}:${run.flow}/${one.number}` : undefined
  return { previous: idOf(run?.next), next: idOf(run?.previous) }
}
