import type { Reporter } from './watching/report.ts'

/** What a transaction changed. Records whose rows are unchanged are not among them. */
export interface Changes {
  /** Execution ids. */
  readonly executions: Ids
  /** Texts of `runIdOf`. */
  readonly runs: Ids
  /** Whether claims that wait may find work. */
  readonly work: boolean
}

/** `many`: too many to tell, so any record of the kind may have changed. */
type Ids = ReadonlySet<string> | 'many'

export type ChangeListener = (changes: Changes) => void

/** The ids of a kind that are kept. Beyond them, all records of the kind count as changed. */
const mostIds = 5_000

/** Changes of any record, as after a gap in what was heard. */
export const anyChange: Changes = { executions: 'many', runs: 'many', work: true }

export const runIdOf = ({ flow, number }: { flow: string; number: number }): string => `${flow}/${number}`

/** The key of a text of `runIdOf`. A flow may have a slash in its name, and a number has none. */
export function runKeyIn(id: string): { flow: string; number: number } {
  const end = id.lastIndexOf('/')
  return { flow: id.slice(0, end), number: Number(id.slice(end + 1)) }
}

/** Collects changes, at most `most` ids of each kind. */
export function collectChanges(most = mostIds) {
  const changes: Collected = { executions: new Set(), runs: new Set(), work: false }
  const changed = (kind: 'executions' | 'runs' | 'work', ids: Iterable<string> | 'many' = []) => {
    if (kind === 'work') return void (changes.work = true)
    const known = changes[kind]
    if (known === 'many') return
    if (ids !== 'many') for (const id of ids) known.add(id)
    if (ids === 'many' || known.size > most) changes[kind] = 'many'
  }
  return { changes, changed }
}

export interface Collected extends Changes {
  executions: Set<string> | 'many'
  runs: Set<string> | 'many'
  work: boolean
}

export const isNothing = ({ executions, runs, work }: Changes) =>
  executions !== 'many' && runs !== 'many' && executions.size + runs.size === 0 && !work

/** Tells changes to the listeners of one store. One that throws is reported: what it hears of is committed. */
export function createListeners(report: Reporter) {
  const listeners = new Set<ChangeListener>()
  return {
    onChange: (listener: ChangeListener) => void listeners.add(listener),
    tell(changes: Changes) {
      if (isNothing(changes)) return
      for (const listener of listeners) {
        try {
          listener(changes)
        } catch (error) {
          report({ what: 'unheard', error })
        }
      }
    },
  }
}
