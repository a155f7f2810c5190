import { ask } from '../queuecrash/ask.ts'
import type { Ledger } from './ledger.ts'

const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id status } }'

interface Found {
  readonly executions: readonly ({ readonly status: string } | null)[]
}

/** Acknowledged writes that are not there. */
export async function lostOf(url: string, { acknowledged }: Ledger): Promise<string[]> {
  const lost: string[] = []
  const all = [...acknowledged]
  for (let from = 0; from < all.length; from += 500) {
    const some = all.slice(from, from + 500)
    const { executions } = await ask<Found>(url, query, { ids: some.map(([id]) => id) })
    for (const [index, found] of executions.entries()) {
      const [id, told] = some[index]!
      if (!found) lost.push(`${id} was acknowledged, and is not there`)
      else if (told === 'done' && found.status !== 'COMPLETED')
        lost.push(`${id} was acknowledged as done, and is ${found.status}`)
    }
  }
  return lost
}
