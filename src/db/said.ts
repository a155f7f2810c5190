import type { Transaction, What } from './backend.ts'
import { collectChanges, runKeyIn } from './changes.ts'

/** Records that were deleted, or of which only details were written, as a row of `touched` names them. */
interface Touched {
  readonly kind: 'executions' | 'runs'
  readonly key: string
  readonly number: number
  readonly keys: string | null
}

export type Said = ReturnType<typeof collectSaid>

/** Collects what a transaction says that it changes: for listeners, and for readers of changes. */
export function collectSaid() {
  const { changes, changed: tell } = collectChanges()
  const written = newIds()
  const details = newIds()
  const gone = newIds()
  let noted = 0
  const changed: Transaction['changed'] = (
    kind: 'executions' | 'runs' | 'work',
    ids?: readonly string[],
    what: What = 'row',
  ) => {
    tell(kind, ids)
    if (kind === 'work' || !ids) return
    const own = { row: written, noted: written, details, gone }[what][kind]
    for (const id of ids) own.add(id)
    if (what === 'noted') noted += ids.length
  }
  const touchedOf = (kind: Touched['kind']) => [...details[kind].difference(written[kind]).union(gone[kind])]
  return {
    changes,
    changed,
    /** Whether a record was changed. */
    isSaid: () => [written, details, gone].some(({ executions, runs }) => executions.size + runs.size > 0),
    /** How many records are noted in `touched`. */
    noted: () => noted,
    /** The records that are still to be noted there: their own rows do not tell. */
    touched: (): Touched[] => [...executionsIn(touchedOf('executions')), ...touchedOf('runs').map(runIn)],
  }
}

const newIds = () => ({ executions: new Set<string>(), runs: new Set<string>() })

function runIn(id: string): Touched {
  const { flow, number } = runKeyIn(id)
  return { kind: 'runs', key: flow, number, keys: null }
}

/** So many ids stand in one row. */
const mostListed = 100

function executionsIn(ids: readonly string[]): Touched[] {
  const [only] = ids
  if (ids.length === 1) return [{ kind: 'executions', key: only!, number: 0, keys: null }]
  return Array.from({ length: Math.ceil(ids.length / mostListed) }, (_, part) => {
    const some = ids.slice(part * mostListed, (part + 1) * mostListed)
    // As the store keeps them: Postgres would not read half a character in JSON.
    const keys = JSON.stringify(some.map((id) => id.toWellFormed()))
    return { kind: 'executions', key: '', number: part, keys }
  })
}
