import { deepStrictEqual } from 'node:assert/strict'
import { withQuery } from '../common/query.ts'
import { ways, withWriters } from './processes.ts'
import { type StoreName, withStore } from '../common/stores.ts'

const count = 300

const tables: Readonly<Record<string, string>> = {
  flows: 'flow_id',
  runs: 'flow_id, number',
  executions: 'execution_id',
  execution_metadata: 'execution_id, field',
  execution_tags: 'execution_id, tag',
  payloads: 'execution_id, kind',
  node_results: 'execution_id, node_id',
  large_values: 'execution_id',
  run_metadata: 'flow_id, number',
  run_tags: 'flow_id, number',
  dags: 'dag_hash',
}

/** All ways must write the same rows, or they are not comparable. */
export async function verifyRows(store: StoreName): Promise<void> {
  const written: unknown[] = []
  for (const way of ways) {
    const rows = await withStore(store, (url) =>
      withWriters(url, async (writers) => {
        for (const operation of ['record', 'finish'] as const)
          await writers[way].run({ operation, from: 0, most: count, batch: 50, callers: 1, ms: 60_000 })
        return readAll(url)
      }),
    )
    written.push(rows)
    deepStrictEqual(rows, written[0], `${way} writes other rows than ${ways[0]}`)
  }
  console.log(`${store}: ${ways.join(', ')} write the same rows for ${count} executions.`)
}

function readAll(url: string): Promise<Readonly<Record<string, readonly object[]>>> {
  return withQuery(url, async (query) => {
    const all: Record<string, readonly object[]> = {}
    for (const [table, key] of Object.entries(tables)) {
      const rows = await query(`select * from ${table} order by ${key}`)
      all[table] = rows.map((row) => comparable(table, row))
    }
    return all
  })
}

/** Without values that differ with every write: ids of facts, times, and where changes stand. */
function comparable(table: string, row: object): object {
  const shown: Record<string, unknown> = { ...row, verdict_id: undefined, changed: undefined }
  if (table === 'execution_metadata') shown['id'] = undefined
  if (table === 'flows') shown['created_at'] = undefined
  if (table === 'runs') Object.assign(shown, { heartbeat_at: undefined, known_ms: undefined })
  return shown
}
