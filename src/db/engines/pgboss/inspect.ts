import { WrongStore } from '../../failure.ts'
import { type Finding, fine, note, problem } from '../../inspection.ts'
import { onServer } from '../../stores/postgres/inspect.ts'
import { inspectServer } from '../../stores/postgres/inspectserver.ts'
import { checkLayout } from './check.ts'
import { lackingIndexes } from './indexes.ts'
import type { PgbossPlace } from './kind.ts'

/** Looks at the database of pg-boss without changing it. */
export const inspectPgboss = ({ url, pool, schema }: PgbossPlace): Promise<Finding[]> =>
  onServer(url, async (sql) => {
    try {
      await checkLayout(sql, schema)
      const lacking = await lackingIndexes(sql, schema)
      const indexes =
        lacking.length === 0
          ? fine('indexes', 'Lists are read along indexes.')
          : note(
              'indexes',
              `${lacking.length} tables of jobs have no index along which lists are read.`,
              `Upgrade pg-boss to release 12.38 or later, or run: ${lacking.join(' ')}`,
            )
      const tables = ['job', 'queue'].map((table) => `"${schema}"."${table}"`)
      return [
        fine('tables', `Schema "${schema}" has the tables of pg-boss.`),
        indexes,
        ...(await inspectServer(sql, tables, pool, false)),
      ]
    } catch (error) {
      if (!(error instanceof WrongStore)) throw error
      return [problem('tables', error.message, 'Correct the URL, or let pg-boss migrate its database.')]
    }
  })
