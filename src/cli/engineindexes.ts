import { createStatement, missingOf } from '../db/engineindexes.ts'
import { WrongStore } from '../db/failure.ts'
import type { BackendUrl } from '../db/url.ts'
import { Usage } from './options/usage.ts'

/** Prints what an engine's database lacks, with what each index gains and costs. Nothing is made: its tables are its own. */
export async function printIndexes(
  { name, kind, store }: BackendUrl,
  create: boolean,
  say: (line: string) => void,
): Promise<void> {
  const { indexes } = store
  if (!indexes) throw new Usage(`There are no indexes from which lists over ${kind} gain.`)
  if (create)
    throw new Usage(`indexes --create is for Metaflow only: the database of ${kind} is never written to.`)
  const missing = await missingOf(indexes).catch((error: Error) => {
    const why = error instanceof WrongStore ? error.message : store.whyNot(error.message)
    throw new Error(`Backend "${name}" cannot be read: ${why}`, { cause: error })
  })
  for (const one of missing) {
    say(createStatement(one, indexes))
    say(`  speeds up  ${one.gain}`)
    say(`  costs      ${one.cost}`)
    say('')
  }
  say(
    missing.length === 0
      ? `Backend "${name}" (${kind}) has all indexes from which lists gain.`
      : 'Nothing was changed, and Execgraph never will: make what is worth it by the tools of the database.',
  )
}
