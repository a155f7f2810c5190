import { useEffect, useRef, useState } from 'react'
import { ask } from '../data/ask.ts'
import { endedBadly } from '../../client/standing.ts'
import type { Thing } from './thing.ts'
import { WatchedFailuresDocument, WatchedRunFailuresDocument } from './watch.gen.ts'

/** What failed once more may have another reason. */
const nameOf = ({ key, attempt, durationMs, isRun }: Thing) => `${isRun ? durationMs : attempt} ${key}`

/**
 * Why the failed ones failed. That costs a statement for each level of failed parts, so that it is asked for those
 * alone, after all of them were looked up by one.
 */
export function useWhy(known: readonly Thing[]): (thing: Thing) => string | undefined {
  const [whys, setWhys] = useState<ReadonlyMap<string, string>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = known.filter((one) => endedBadly(one.status) && !asked.current.has(nameOf(one)))
  const key = missing.map(nameOf).join('\n')
  useEffect(() => {
    for (const one of missing) asked.current.add(nameOf(one))
    const look = async (some: readonly Thing[], read: typeof ofExecutions) => {
      if (some.length === 0) return
      const names = new Map(some.map((one) => [one.key, nameOf(one)]))
      try {
        const found = await read([...names.keys()])
        setWhys((old) => new Map([...old, ...found.map(([of, why]) => [names.get(of)!, why] as const)]))
      } catch {
        // The status is shown all the same. What changes next is asked again.
        for (const name of names.values()) asked.current.delete(name)
      }
    }
    const runs = missing.filter(({ isRun }) => isRun)
    void look(
      missing.filter(({ isRun }) => !isRun),
      ofExecutions,
    )
    for (let first = 0; first < runs.length; first += mostPairs)
      void look(runs.slice(first, first + mostPairs), ofRuns)
  }, [key]) // oxlint-disable-line react-hooks/exhaustive-deps
  return (thing) => whys.get(nameOf(thing))
}

type Summaries = readonly (readonly [key: string, summary: string])[]

const mostPairs = 50

async function ofExecutions(keys: readonly string[]): Promise<Summaries> {
  const { data } = await ask(WatchedFailuresDocument, { keys: [...keys] })
  return (data?.executions ?? []).flatMap((one) =>
    one?.failure ? [[one.key, one.failure.summary] as const] : [],
  )
}

async function ofRuns(keys: readonly string[]): Promise<Summaries> {
  const pairs = keys.map((key) => ({ left: key, right: key }))
  const { data } = await ask(WatchedRunFailuresDocument, { pairs })
  return (data?.compareRuns ?? []).flatMap((pair) =>
    pair?.right.failure ? [[pair.right.id, pair.right.failure.summary] as const] : [],
  )
}
