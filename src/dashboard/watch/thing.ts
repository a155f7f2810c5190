import { executionAddress, runAddress } from '../address/addresses.ts'
import { runOf } from '../compare/sides.ts'
import type { WatchedFragment, WatchedRunFragment } from './watch.gen.ts'

/** An execution or a run that is watched. */
export interface Thing extends WatchedFragment {
  readonly backend: string
  readonly href: string
  readonly isRun: boolean
}

export const thingOfExecution = (execution: WatchedFragment): Thing => ({
  ...execution,
  backend: execution.key.slice(0, execution.key.length - execution.id.length - 1),
  href: executionAddress(execution.key),
  isRun: false,
})

export function thingOfRun({ id: key, number, ...run }: WatchedRunFragment): Thing {
  const backend = runOf(key)?.backend ?? ''
  return {
    ...run,
    key,
    id: `${run.flow}/${number}`,
    attempt: 1,
    backend,
    href: runAddress({ backend, flow: run.flow, number }),
    isRun: true,
  }
}
