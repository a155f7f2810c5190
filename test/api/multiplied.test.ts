import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultQueryLimits } from '../../src/graphql/cost/limits.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { sized } from '../setup/whole.ts'

const record = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok problem { code message field } } } }`

describe.each(sized(setups, mixedSetups))('what a query multiplies on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    // Not what it may cost is tested here.
    api = await startApi(setup, { queryLimits: { ...defaultQueryLimits, cost: 10_000_000 } })
    const attempts = [{ number: 1, startedAt: '2026-01-01T00:00:00Z' }]
    const executions = Array.from({ length: 300 }, (_, n) => ({
      id: `step-${n}`,
      flow: 'Wide',
      runNumber: 1,
      attempts,
    }))
    await api.data(record, { input: { executions } })
  })
  afterAll(() => api.close())

  it('is bounded by the rows in the answer, though few are read', async () => {
    const inner = 'executions(first: 1000) { nodes { id } }'
    const query = `{ run(flow: "Wide") { executions(first: 1000) { nodes { run { ${inner} } } } } }`
    const { data, errors, extensions } = await api.ask(query)
    expect(errors).toHaveLength(1)
    expect(errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_EXPENSIVE', limit: 50_000 })
    expect(data).toMatchObject({ run: { executions: { nodes: expect.any(Array) } } })
    expect(extensions?.backends[0]?.rows).toBeLessThan(1_000)
  })

  it('costs one statement however many aliases ask for the same list', async () => {
    const lists = ['runs { nodes { id } }', 'executionHistory { nodes { id } }', 'flows { nodes { name } }']
    const summaries = ['statusCounts { counts { value } }', 'backends { name }', 'runFacets { isExact }']
    for (const field of [...lists, ...summaries]) {
      const aliases = Array.from({ length: 20 }, (_, n) => `a${n}: ${field}`)
      const { data, errors, extensions } = await api.ask(`{ ${aliases.join(' ')} }`)
      expect(errors).toBeUndefined()
      expect(data?.['a19']).toEqual(data?.['a0'])
      expect(extensions?.backends.map(({ statements }) => statements)).toEqual(
        Object.keys(setup.kinds).map(() => 1),
      )
    }
  })

  it('costs two statements however many aliases ask for the queue', async () => {
    const aliases = Array.from({ length: 20 }, (_, n) => `a${n}: queue { open workers { id } }`)
    const { data, errors, extensions } = await api.ask(`{ ${aliases.join(' ')} }`)
    expect(errors).toBeUndefined()
    expect(data?.['a19']).toEqual(data?.['a0'])
    expect(extensions?.backends[0]?.statements).toBe(2)
  })

  it('counts once what a part of a text is looked for in, for the list and for what is counted of it', async () => {
    const filter = 'filter: { flow: ["Wide"], scriptContains: "x" }'
    const { errors, extensions } = await api.ask(
      `{ executionHistory(${filter}) { nodes { id } } executionStats(${filter}) { isExact } }`,
    )
    expect(errors).toBeUndefined()
    expect(extensions?.backends.map(({ statements }) => statements)).toEqual(
      Object.keys(setup.kinds).map(() => 3),
    )
  })

  it('refuses days and hours that no calendar has', async () => {
    for (const startedAt of [
      '2026-02-30T00:00:00Z',
      '2026-04-31T12:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-13-01T00:00:00Z',
    ]) {
      const input = { executions: [{ id: 'dated', flow: 'Wide', attempts: [{ number: 1, startedAt }] }] }
      const message = `There is no such date or time as "${startedAt}".`
      expect(await api.data(record, { input })).toMatchObject({
        recordExecutions: { results: [{ ok: false, problem: { message } }] },
      })
    }
    const leap = {
      id: 'leap',
      flow: 'Wide',
      attempts: [{ number: 1, startedAt: '2024-02-29T23:59:59+02:00' }],
    }
    expect(await api.data(record, { input: { executions: [leap] } })).toEqual({
      recordExecutions: { results: [{ ok: true, problem: null }] },
    })
  })

  it('tells at which field a backend was missing', async () => {
    const closed = await startApi(setup)
    await Promise.all(closed.backends.map((backend) => backend.close()))
    const { data, errors } = await closed.ask(
      '{ a: runs { nodes { id } } b: executionHistory { nodes { id } } }',
    )
    expect(data).toEqual({ a: null, b: null })
    const names = Object.keys(setup.kinds)
    const missing = (errors ?? []).map(({ path, extensions }) => [path, extensions?.['backend']])
    const expected = ['a', 'b'].flatMap((field) => names.map((name) => [[field], name]))
    expect(missing).toHaveLength(expected.length)
    expect(missing).toEqual(expect.arrayContaining(expected))
    await Promise.all(closed.places.map((place) => place.remove()))
  })
})
