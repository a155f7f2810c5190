import type { Backend } from '../../../src/db/backend.ts'
import type { Changes } from '../../../src/db/changes.ts'

/** Changes, with sorted ids. */
export interface Told {
  readonly executions: readonly string[] | 'many'
  readonly runs: readonly string[] | 'many'
  readonly work: boolean
}

/** The changes of several transactions together. */
export function changesOf(all: readonly Changes[]): Told {
  const together = (kind: 'executions' | 'runs') => {
    const found = new Set<string>()
    for (const { [kind]: ids } of all) {
      if (ids === 'many') return ids
      for (const id of ids) found.add(id)
    }
    return [...found].toSorted()
  }
  return {
    executions: together('executions'),
    runs: together('runs'),
    work: all.some(({ work }) => work),
  }
}

/** From now on, notes what a store tells. The function that is returned answers what that was, and begins anew. */
export function tell(backend: Backend): () => Told {
  const noted: Changes[] = []
  backend.onChange!((changes) => noted.push(changes))
  return () => changesOf(noted.splice(0))
}
