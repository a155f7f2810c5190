import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import type { Answer } from '../setup/servers/api.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { begun, idsFrom } from '../setup/seeds/records.ts'
import { longestShareOf, serveStretching } from '../setup/servers/stretches.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const statsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, n) =>
      `s${n}: executionStats(filter: { startedAfter: "2020-01-01T00:00:00.${n % 1_000}Z" }) { isExact }`,
  ).join(' ')

const storing =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'

/** A server process over a store with so many executions, `e-0` and on. */
async function serveWith(kind: string, count: number): Promise<{ place: Place; served: Served }> {
  const place = await newReadyPlace(kind)
  const served = await serveStretching(['--backend', `main=${place.url}`, '--max-read-ms', '2000'])
  if (kind === 'memory') {
    for (let first = 0; first < count; first += 500) {
      const executions = idsFrom('e-', first + 500)
        .slice(first)
        .map((id) => begun(id))
      await served.ask(storing, { input: { executions } })
    }
  } else {
    const sql = openSql(place)
    await fill(sql, count)
    await sql.close()
  }
  return { place, served }
}

/** Of the processor time of the work, how much may be at a stretch. */
const most = 0.4

describe.each(sized(['sqlite', 'memory'], ['sqlite']))('over %s, nobody waits long', (kind) => {
  let place: Place
  let served: Served
  const ask = async (query: string, variables?: Record<string, unknown>) =>
    (await served.ask(query, variables)).body as Answer
  beforeAll(async () => void ({ place, served } = await serveWith(kind, 20_000)))
  afterAll(async () => {
    await served.stop()
    await place.remove()
  })

  it('for a query that reads as often as its text allows, and which is refused beyond 200 reads', async () => {
    let answer: Answer | undefined
    const share = await longestShareOf(served, async () => {
      answer = await ask(`{ ${statsOf(sized(600, 300))} }`)
    })
    expect(share).toBeLessThan(most)
    expect(errors(answer!)).toContainEqual(
      expect.objectContaining({ code: 'QUERY_TOO_EXPENSIVE', backend: 'main', limit: 200 }),
    )
    expect(answer!.extensions!.backends[0]!.statements).toBeLessThanOrEqual(200)
  })

  it('for the same ids in hundreds of places, by one list or by many', async () => {
    const ids = idsFrom('e-', 500)
    const aliases = Array.from({ length: 390 }, (_, n) => `a${n}: executions(ids: $ids) { id }`).join(' ')
    const names = Array.from({ length: 100 }, (_, n) => `ids${n}`)
    const declared = names.map((name) => `$${name}: [ID!]!`).join(' ')
    const others = names.map((name) => `${name}: executions(ids: $${name}) { id }`).join(' ')
    const answers: Answer[] = []
    const share = await longestShareOf(served, async () => {
      answers.push(await ask(`query ($ids: [ID!]!) { ${aliases} }`, { ids }))
      const lists = Object.fromEntries(names.map((name) => [name, ids]))
      answers.push(await ask(`query (${declared}) { ${others} }`, lists))
    })
    const found = ids.map((id) => ({ id }))
    for (const { data, extensions } of answers) {
      expect(Object.values(data!).every((list) => isDeepStrictEqual(list, found))).toBe(true)
      expect(extensions!.backends.map(({ statements }) => statements)).toEqual([1])
    }
    expect(share).toBeLessThan(0.15)
  })

  it('for scans that others wait for, which answer or are refused by name', async () => {
    const search =
      '{ executionHistory(filter: { errorContains: "x", status: [FAILED, RUNNING, COMPLETED] }) { nodes { id } } }'
    const scans = [
      search,
      '{ statusCounts { counts { value } } }',
      '{ runHistogram { isExact } }',
      '{ executionStats { isExact } }',
    ]
    const answers: Answer[] = []
    const share = await longestShareOf(served, async () => {
      answers.push(
        ...(await Promise.all(Array.from({ length: 40 }, (_, n) => ask(scans[n % scans.length]!)))),
      )
    })
    expect(share).toBeLessThan(most)
    const refusals = answers.flatMap((answer) => errors(answer))
    expect(new Set(refusals.map((one) => Object(one).code))).toEqual(
      new Set(refusals.length > 0 ? ['QUERY_TOO_EXPENSIVE'] : []),
    )
  })

  it('while all is cleared', async () => {
    let answer: Answer | undefined
    const share = await longestShareOf(served, async () => {
      answer = await ask(
        'mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }',
      )
    })
    expect(answer!.data).toEqual({ clearExecutions: { deleted: 20_000 } })
    expect(share).toBeLessThan(most)
  })
})

describe('the number of reads', () => {
  it('is an option, and counts over all backends', async () => {
    const served = await serve(['--backend', 'a=memory:', '--backend', 'b=memory:', '--max-reads', '3'])
    const look = async (query: string) => (await served.ask(query)).body as Answer
    const lists = '{ flows { nodes { name } } runs { nodes { id } } }'
    const refused = await look(lists)
    expect(errors(refused)).toEqual([
      { path: ['runs'], code: 'QUERY_TOO_EXPENSIVE', backend: 'b', limit: 3, resume: expect.any(String) },
    ])
    expect(refused.data).toEqual({ flows: { nodes: [] }, runs: { nodes: [] } })
    expect((await look('{ flows { nodes { name } } }')).errors).toBeUndefined()
    await served.stop()
  })
})
