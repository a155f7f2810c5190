import type { Backend, Reading } from '../db/backend.ts'
import { inTrace } from '../db/watching/tracing.ts'
import { createNet } from './net.ts'
import { createRanges } from './ranges.ts'
import { type Found, type Watched, bothFound, nothingFound } from './seen.ts'

/** What of a store's reading is due. */
export type Due = 'range' | 'net'

/** What a look found. */
interface Looked {
  readonly found: Found
  /** All watched executions were read, and watched runs must be queried again. */
  readonly afresh: boolean
  /** When the next status changes by the clock alone. */
  readonly dueAt: number | undefined
}

/** Looks at a store for changes of what is watched: at its range of changes, and with the net. */
export function createLooks(backend: Backend, watched: Watched) {
  const ranges = createRanges(backend, watched)
  const net = createNet(backend, watched)
  let mustReadAll = false
  // A store that is not up yet cannot say.
  const hasRange = () => backend.changes === 'range'

  const spanOf = (name: string) => ({ name, attributes: { 'execgraph.backend': backend.name } })

  async function look(due: ReadonlySet<Due>, reading: Reading): Promise<Looked> {
    const isFirst = !net.isReady()
    const isRanged = hasRange() && (due.has('range') || !ranges.isReady())
    const ranged = isRanged ? await ranges.read(reading) : undefined
    if (ranged?.isTooMany) mustReadAll = true
    // What a look-up read may be older than what the range has.
    let found = bothFound(net.takeOwed(), ranged?.found ?? nothingFound)
    await net.note(ranged?.found ?? nothingFound)
    if (isFirst) found = bothFound(found, await net.begin(reading))
    const afresh = mustReadAll
    if (afresh) found = bothFound(found, await net.allExecutions(reading))
    else if (due.has('net')) found = bothFound(found, await net.cast(reading))
    mustReadAll = false
    return { found, afresh, dueAt: ranged?.dueAt }
  }

  return {
    hasRange,
    /** Whether the next looks find all changes from now on. */
    isReady: () => net.isReady() && (ranges.isReady() || !hasRange()),
    lookUp: (ids: readonly string[], reading: Reading) =>
      inTrace(spanOf('live look-up'), () => net.lookUp(ids, reading)),
    owes: net.owes,
    isCasting: net.isCasting,
    look: (due: ReadonlySet<Due>, reading: Reading) => inTrace(spanOf('live tick'), () => look(due, reading)),
    /** The last look failed, and what it had found is lost. */
    lost: () => void (mustReadAll = true),
    /** The next look begins anew. */
    forget() {
      ranges.forget()
      net.forget()
    },
  }
}
