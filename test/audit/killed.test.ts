import { afterEach, expect, it } from 'vitest'
import { type Entry, entriesOf } from '../setup/ask/audit.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const recording = `mutation ($executions: [ExecutionInput!]!) {
  recordExecutions(input: { executions: $executions }) { results { ok } } }`
const deleting = 'mutation ($ids: [ID!]!) { deleteExecutions(input: { ids: $ids }) { results { ok } } }'

const most = sized(400, 200)

let place: Place
let server: Served
afterEach(async () => {
  await server.stop()
  await place.remove()
})

// What is written in one transaction is there whole or not at all on Postgres, too: `entries`.
it.each(sized(kinds, ['sqlite']))(
  'what was deleted before the process was killed is in the audit, on %s',
  async (kind) => {
    place = await newReadyPlace(kind)
    const args = ['--backend', `main=${place.url}`]
    server = await serve(args)
    const data = async <T>(query: string, variables: Record<string, unknown>) =>
      ((await server.ask(query, variables)).body as { data: T }).data
    const ids = idsFrom('e-', most)
    await data(recording, { executions: ids.map((id) => ({ id, flow: 'Killed' })) })
    let next = 0
    let total = 0
    const remove = async () => {
      for (;;) {
        const pair = ids.slice(next, (next += 2))
        await server.ask(deleting, { ids: pair })
        if ((total += 1) === most / 5) server.child.kill('SIGKILL')
      }
    }
    // Each ends with its first request that is not answered.
    await Promise.allSettled(Array.from({ length: 8 }, remove))
    await server.ended
    server = await serve(args)
    const { executions } = await data<{ executions: ({ id: string } | null)[] }>(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id } }',
      { ids },
    )
    const gone = ids.filter((_, index) => executions[index] === null)
    const entries: Entry[] = await entriesOf({ data })
    expect(gone.length).toBeGreaterThanOrEqual((2 * most) / 5)
    expect(gone.length).toBeLessThan(most)
    expect(entries.flatMap((entry) => entry.ids).toSorted()).toEqual(gone.toSorted())
    expect(entries.every(({ count, address }) => count === 2 && address !== null)).toBe(true)
  },
)
