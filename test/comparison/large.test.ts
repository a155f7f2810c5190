import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../setup/servers/api.ts'
import type { Served } from '../setup/servers/process.ts'
import { openSql } from '../setup/servers/sql.ts'
import { newReadyPlace, type Place, postgresKinds } from '../setup/servers/stores.ts'
import { longestShareOf, serveStretching } from '../setup/servers/stretches.ts'
import { sized } from '../setup/whole.ts'

const times = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index))

const record =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
const compare = `query ($pairs: [ExecutionPairInput!]!) { compareExecutions(pairs: $pairs) {
  inputs(first: 1000) { differences { path } hasMore }
} }`

/** Of pairs. */
const count = sized(6, 3)

/** Inputs of many values, of which the last ones differ. */
const manyValues = (own: number) => ({
  list: times(60_000, () => ({})),
  own: times(2_000, () => own),
})

/** A text of 17 MB as a JSON string, made by the store itself: two of them are too large together. */
const huge = {
  sqlite: `'"' || replace(hex(zeroblob(8500000)), '00', 'xy') || '"'`,
  postgres: `'"' || repeat('x', 17000000) || '"'`,
}

describe.each(sized(['sqlite', postgresKinds[0]!], ['sqlite']))('on %s, large inputs', (kind) => {
  let place: Place
  let served: Served
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    const bounds = ['--max-value-bytes', '4000000', '--max-payload-bytes', '4000000']
    served = await serveStretching(['--backend', `main=${place.url}`, ...bounds])
    const executions = times(2 * count, (index) => ({
      id: `e${index}`,
      flow: 'F',
      inputs: manyValues(index),
    }))
    const { body } = await served.ask(record, { input: { executions } })
    expect((body as Answer).data).toEqual({
      recordExecutions: { results: executions.map(() => ({ ok: true })) },
    })
    const long = ['x', 'y'].map((letter, index) => {
      return { id: index === 0 ? 'long' : 'longer', flow: 'F', inputs: letter.repeat(3_900_000) }
    })
    for (const one of long) await served.ask(record, { input: { executions: [one] } })
    const sql = openSql(place)
    for (const id of ['huge', 'huger']) {
      await served.ask(record, { input: { executions: [{ id, flow: 'F', inputs: id }] } })
      await sql.run(`update payloads set json = ${huge[sql.dialect]} where execution_id = '${id}'`)
    }
    await sql.close()
  })
  afterAll(async () => {
    await served.stop()
    await place.remove()
  })

  it('are compared in turns with other requests', async () => {
    const pairs = times(count, (index) => ({ left: `e${index}`, right: `e${index + count}` }))
    let answer: Answer | undefined
    const share = await longestShareOf(served, async () => {
      answer = (await served.ask(compare, { pairs })).body as Answer
    })
    const differences = times(1_000, (index) => ({ path: `$.own[${index}]` }))
    expect(answer).toMatchObject({
      data: { compareExecutions: pairs.map(() => ({ inputs: { differences, hasMore: true } })) },
    })
    expect(share).toBeLessThan(0.4)
  })

  it('are refused by their size if they are too large together, and nothing of them is read', async () => {
    const { body } = await served.ask(compare, { pairs: [{ left: 'huge', right: 'huger' }] })
    expect(body).toMatchObject({
      data: { compareExecutions: [{ inputs: null }] },
      errors: [
        {
          path: ['compareExecutions', 0, 'inputs'],
          extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 33_554_432, received: 34_000_004 },
        },
      ],
    })
  })

  it('count for each comparison that they are in', async () => {
    const pairs = times(4, () => ({ left: 'long', right: 'longer' }))
    const compared = async (fields: string) => {
      const query = `query ($pairs: [ExecutionPairInput!]!) { compareExecutions(pairs: $pairs) { ${fields} } }`
      return (await served.ask(query, { pairs })).body as Answer
    }
    expect((await compared('a: inputs { hasMore differences { path } }')).data).toEqual({
      compareExecutions: pairs.map(() => ({ a: { hasMore: false, differences: [{ path: '$' }] } })),
    })
    const { errors } = await compared('a: inputs { hasMore } b: inputs { hasMore }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE', limit: 33_554_432 })
  })
})
