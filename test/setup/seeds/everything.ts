import { createMeter } from '../../../src/db/meter.ts'
import type { Api } from '../servers/api.ts'
import { openStores } from '../servers/sql.ts'

export interface Found {
  readonly id: string
  readonly flow: string
  readonly status: string
  readonly statusReason: string
  readonly attempt: number
  readonly error: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly parent: { id: string } | null
  readonly run: { number: number } | null
}

const fields = 'id flow status statusReason attempt error startedAt finishedAt parent { id } run { number }'

/** All executions that the store has, page by page. */
export async function everything(api: Api): Promise<Found[]> {
  const found: Found[] = []
  let after: string | null = null
  do {
    const query = `query ($after: String) { executionHistory(first: 100, after: $after) { nodes { ${fields} } pageInfo { endCursor hasNextPage } } }`
    const data: {
      executionHistory: { nodes: Found[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    } = await api.data(query, { after })
    found.push(...data.executionHistory.nodes)
    const { endCursor, hasNextPage } = data.executionHistory.pageInfo
    after = hasNextPage ? endCursor : null
  } while (after !== null)
  return found
}

/** How many executions the stores have, counted by themselves. */
export async function countExecutions(api: Api): Promise<number> {
  let count = 0
  for (const store of openStores(api)) {
    const [row] = await store.run('select count(*) as rows from executions')
    count += Number(row!['rows'])
    await store.close()
  }
  return count
}

/** A look at a store that nobody counts. */
export const reading = (now = Date.now()) => ({
  now,
  meter: createMeter(),
  deadline: performance.now() + 60_000,
})
