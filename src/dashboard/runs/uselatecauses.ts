import { useEffect } from 'react'
import { ask } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { lookFor } from '../data/lookfor.ts'
import type { RowList } from '../data/rowlist.ts'
import type { RunFilter, RunOrder } from '../schema.gen.ts'
import { mayBeExplained } from '../why/late.ts'
import { type RunRowFragment, RunsPageDocument } from './list.gen.ts'

interface Loaded {
  readonly list: Pick<RowList<RunRowFragment>, 'order' | 'row' | 'apply'>
  readonly filter: RunFilter
}

const newestFirst: RunOrder = { field: 'STARTED', direction: 'DESC' }
/** As many of the newest failed runs are read again at a time. */
const mostReread = 100

/** It is not known why it failed, and may be soon. */
const isUnexplained = (run: RunRowFragment | undefined) =>
  run !== undefined && run.failure?.attempt == null && mayBeExplained(run)

/** Reads failed runs of a list again while it is not known why they failed: less and less often, the longer ago that was. */
export function useLateCauses({ list, filter }: Loaded) {
  useEffect(() => {
    let lookedAt = 0
    const isDue = (run: RunRowFragment | undefined) =>
      isUnexplained(run) && now() - endOf(run) >= 2 * (lookedAt - endOf(run))
    const look = async () => {
      lookedAt = now()
      for (const run of await newestFailed(filter))
        if (run.failure?.attempt != null && isUnexplained(list.row(run.id)))
          list.apply({ kind: 'UPDATE', id: run.id, backend: run.backend, row: run, ticks: undefined })
      return true
    }
    return lookFor(
      () => (list.order().some((id) => isDue(list.row(id))) ? look() : undefined),
      () => {},
    )
  }, [list, filter])
}

const endOf = (run: RunRowFragment | undefined) => Date.parse(run?.finishedAt ?? '')

async function newestFailed(filter: RunFilter): Promise<readonly RunRowFragment[]> {
  const asked = {
    filter: { ...filter, status: ['FAILED' as const] },
    orderBy: newestFirst,
    first: mostReread,
  }
  const { data } = await ask(RunsPageDocument, asked)
  return data?.runs?.nodes ?? []
}
