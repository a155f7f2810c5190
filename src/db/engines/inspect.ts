import type postgres from 'postgres'
import { WrongStore } from '../failure.ts'
import { type Finding, fine, problem } from '../inspection.ts'
import { onServer } from '../stores/postgres/inspect.ts'
import { inspectServer } from '../stores/postgres/inspectserver.ts'
import type { EngineFile, EngineServer } from './store.ts'

/** The tables of an engine that are there. */
interface Looked {
  readonly tables: readonly string[]
  /** What else was found. */
  readonly findings?: readonly Finding[]
}

/** Looks at the tables of an engine on a server without changing them. `look` throws what is missing. */
export const inspectEngineServer = (
  { url, schema, pool }: EngineServer,
  engine: string,
  look: (sql: postgres.Sql) => Promise<Looked>,
): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      const { tables, findings = [] } = await look(sql)
      const names = tables.map((table) => `"${schema}"."${table}"`)
      return [
        hasTables(`Schema "${schema}"`, engine),
        ...findings,
        ...(await inspectServer(sql, names, pool, false)),
      ]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [wrongTables(error, engine)]
    }
  })

/** The same of a file. */
export function inspectEngineFile({ file }: EngineFile, engine: string, look: () => void): Finding[] {
  try {
    look()
    return [hasTables(`"${file}"`, engine)]
  } catch (error) {
    if (error instanceof WrongStore) return [wrongTables(error, engine)]
    const text = `"${file}" cannot be read: ${(error as Error).message}.`
    return [problem('file', text, 'Check its name and rights.')]
  }
}

const hasTables = (place: string, engine: string) => fine('tables', `${place} has the tables of ${engine}.`)

const wrongTables = ({ message }: WrongStore, engine: string) =>
  problem('tables', message, `Correct the URL, or let ${engine} migrate its database.`)
