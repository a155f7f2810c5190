import { encoded, executionAddress, flowAddress, groupAddress, runAddress } from '../address/addresses.ts'
import type { AttentionCardFragment } from './item.gen.ts'

export interface Words {
  /** What it is about. */
  readonly title: string
  /** What stands before the title, for kinds whose title does not say what is wrong. */
  readonly kind: string | undefined
  readonly address: string
}

/** What an item is called, and where one sees more of it. */
export function wordsOf(item: AttentionCardFragment): Words {
  const { kind, backend, flow, run, execution, group, queue } = item
  if (group) {
    const word = group.isNew ? 'New failure' : 'Rising failure'
    return { kind: word, title: group.title, address: groupAddress(group.id) }
  }
  if (run && kind !== 'FLOW_FAILING')
    return { kind: undefined, title: `${run.flow} ${run.number}`, address: runAddress(run) }
  if (execution) {
    // A step says more than the id that an engine made.
    const title = `${execution.flow} ${execution.step ?? execution.id}`
    return { kind: undefined, title, address: executionAddress(execution.key) }
  }
  if (queue !== null && queue !== undefined)
    return { kind: 'Queue', title: queue, address: `/queue/${encoded(backend)}` }
  if (flow !== null && flow !== undefined)
    return { kind: undefined, title: flow, address: flowAddress({ backend, name: flow }) }
  return { kind: undefined, title: backend, address: '/attention' }
}
