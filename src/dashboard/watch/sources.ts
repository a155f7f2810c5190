import { ask } from '../data/ask.ts'
import { codeOf } from '../data/codeof.ts'
import { watch } from '../data/live.ts'
import type { Refusal } from '../data/send.ts'
import { flowsOfRuns } from './addressed.ts'
import type { Row, Source } from './following.ts'
import { thingOfExecution, thingOfRun } from './thing.ts'
import {
  ExecutionsWatchedDocument,
  RunsWatchedDocument,
  WatchedExecutionsDocument,
  WatchedRunsDocument,
} from './watch.gen.ts'

export const executionSource = (ids: readonly string[]): Source => ({
  watch: (told, refused) =>
    watch(
      ExecutionsWatchedDocument,
      { ids: [...ids] },
      {
        next({ executionsChanged: { kind, id, backend, execution } }, ticks) {
          const row = execution && { asked: id, thing: thingOfExecution(execution) }
          told({ kind, id, backend, row, ticks })
        },
        error: ([first]) => refused(first?.message),
      },
    ),
  async look() {
    const { data, error, ticks } = await ask(WatchedExecutionsDocument, { ids: [...ids] })
    const rows = data?.executions?.flatMap((execution, index): Row[] =>
      execution ? [{ asked: ids[index]!, thing: thingOfExecution(execution) }] : [],
    )
    return { rows, error, ticks }
  },
})

/** So many flows a filter may name. Of more, the changes of all runs are told. */
const mostFlows = 100

/** Runs are looked up as pairs of the same run: that is one statement per backend for all of them. */
export const runSource = (ids: readonly string[]): Source => {
  const askedFor = askedBy(ids)
  /** Which run answers to an id that several backends may know. */
  const known = new Map<string, string>()
  return {
    watch(told, refused) {
      const flows = flowsOfRuns(ids)
      const filter = flows.length <= mostFlows ? { flow: [...flows] } : {}
      return watch(RunsWatchedDocument, { filter }, {
        next({ runsChanged: { kind, id, backend, run } }, ticks) {
          // A snapshot is told without a run: they are looked up anyway.
          if (id === null) return kind === 'UNAVAILABLE' ? told({ kind, id, backend, row: null, ticks }) : undefined
          for (const asked of askedFor(id)) {
            if ((known.get(asked) ?? id) !== id) continue
            const row = run && { asked, thing: thingOfRun(run) }
            if (row) known.set(asked, id)
            told({ kind, id: asked, backend, row, ticks })
          }
        },
        error: ([first]) => refused(first?.message),
      }) // prettier-ignore
    },
    async look() {
      const part = (index: number) =>
        ids.slice(index * mostPairs, (index + 1) * mostPairs).map((id) => ({ left: id, right: id }))
      const { data, error, ticks } = await ask(WatchedRunsDocument, {
        p0: part(0), p1: part(1), p2: part(2), p3: part(3), p4: part(4),
        p5: part(5), p6: part(6), p7: part(7), p8: part(8), p9: part(9),
      }) // prettier-ignore
      const parts = data && [
        data.p0,
        data.p1,
        data.p2,
        data.p3,
        data.p4,
        data.p5,
        data.p6,
        data.p7,
        data.p8,
        data.p9,
      ]
      const rows = parts?.flatMap((pairs, index) =>
        (pairs ?? []).flatMap((pair, place): Row[] => {
          const asked = ids[index * mostPairs + place]!
          if (pair) known.set(asked, pair.right.id)
          return pair ? [{ asked, thing: thingOfRun(pair.right) }] : []
        }),
      )
      return { rows, error: error && seriousOf(error), ticks }
    },
  }
}

const mostPairs = 50

/** That a run is unknown is no failure of the look-up. */
function seriousOf(error: Error): Error | undefined {
  const { problems = [] } = error as Partial<Refusal>
  if (problems.length === 0) return error
  const serious = problems.filter(({ extensions }) => extensions?.['code'] !== 'NOT_FOUND')
  // Of many errors only the first are told, and that there are more.
  const isOnlyMany = serious.every(({ extensions }) => extensions?.['code'] === 'QUERY_TOO_EXPENSIVE')
  if (serious.length === 0 || (isOnlyMany && codeOf(error) === 'NOT_FOUND')) return undefined
  return Object.assign(new Error(serious[0]!.message), { problems: serious })
}

/** Under which ids a run was asked for: its own, or that without its backend. */
function askedBy(ids: readonly string[]): (id: string) => readonly string[] {
  const all = new Set(ids)
  return (id) => [id, id.slice(id.indexOf(':') + 1)].filter((one) => all.has(one))
}
