import { useEffect, useRef, useState } from 'react'
import { ask } from '../data/ask.ts'
import { type WatchedFragment, WatchedFailuresDocument } from './watch.gen.ts'

const ended: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'CANCELLED'])
const nameOf = ({ key, attempt }: { readonly key: string; readonly attempt: number }) => `${attempt} ${key}`

/**
 * Why the failed ones failed. That costs a statement for each level of failed parts, so that it is asked for those
 * alone, after all of them were looked up by one.
 */
export function useWhy(
  known: readonly WatchedFragment[],
): (execution: WatchedFragment) => string | undefined {
  const [whys, setWhys] = useState<ReadonlyMap<string, string>>(new Map())
  const asked = useRef(new Set<string>())
  const missing = known.filter((one) => ended.has(one.status) && !asked.current.has(nameOf(one)))
  const key = missing.map(nameOf).join('\n')
  useEffect(() => {
    if (key === '') return
    const names = key.split('\n')
    const keys = names.map((name) => name.slice(name.indexOf(' ') + 1))
    for (const name of names) asked.current.add(name)
    const look = async () => {
      try {
        const { data } = await ask(WatchedFailuresDocument, { keys })
        const found = (data?.executions ?? []).flatMap((one) =>
          one?.failure ? [[nameOf(one), one.failure.summary] as const] : [],
        )
        setWhys((old) => new Map([...old, ...found]))
      } catch {
        // The status is shown all the same. What changes next is asked again.
        for (const name of names) asked.current.delete(name)
      }
    }
    void look()
  }, [key])
  return (execution) => whys.get(nameOf(execution))
}
