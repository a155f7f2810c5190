import { type LastRun, failing } from '../../db/runs/running.ts'
import type { AttentionItemOf } from '../models.ts'

/** A flow of which this many runs failed one after the other wants attention. */
const inARow = 3

/** The flows whose last finished runs failed. `runs` are the last ones of each flow, newest first. */
export function failingFlows(runs: readonly LastRun[], backend: string): AttentionItemOf[] {
  return [...Map.groupBy(runs, ({ flow }) => flow)].flatMap(([flow, last]) => {
    const finished = last.filter(({ status }) => status !== 'RUNNING')
    const good = finished.findIndex(({ status }) => status !== 'FAILED')
    const count = good < 0 ? finished.length : good
    if (count < inARow) return []
    const isAll = good < 0 && last.length === failing.each
    const { number } = finished[0]!
    const since = finished[count - 1]!.startedAt ?? 0
    const why = `The last ${count} runs failed${isAll ? ', and maybe more' : ''}.`
    return [
      {
        kind: 'FLOW_FAILING',
        why,
        since,
        factor: count / inARow,
        backend,
        about: flow,
        flow,
        runNumber: number,
      },
    ]
  })
}
