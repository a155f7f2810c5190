import { LRUCache } from 'lru-cache'
import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import { type Plan, planOf } from './plan.ts'

const dagsOf = statement<{ hash: string; json: string }>(
  'queue.dagsOf',
  ({ tables: { dags: d }, dialect }) =>
    sql`
      select ${as(d.hash, 'hash')}, ${as(d.json, 'json')} from ${d} where ${dialect.isIn(d.hash, 'hashes')}
    `,
)

/** Plans by DAG hash. Equal hashes have equal content, whatever the backend. */
const known = new LRUCache<string, Plan>({ max: 500 })

/** The plans of these DAGs. Those not in the cache are read in one statement. */
export async function plansOf(
  transaction: Transaction,
  hashes: readonly string[],
): Promise<(hash: string) => Plan> {
  const wanted = new Map(hashes.map((hash) => [hash, known.get(hash)]))
  const missing = [...wanted].flatMap(([hash, plan]) => (plan ? [] : [hash]))
  if (missing.length > 0) {
    for (const { hash, json } of await transaction.run(dagsOf, { hashes: missing })) {
      const plan = await planOf(json)
      known.set(hash, plan)
      wanted.set(hash, plan)
    }
  }
  return (hash) => wanted.get(hash)!
}
