import * as fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createApp } from '../../src/server/app.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Answer, type Api, post, startApi } from '../setup/servers/api.ts'
import { delayed } from '../setup/servers/latency.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { kinds } from '../setup/servers/stores.ts'
import { fewCases } from '../setup/models/fewcases.ts'

const log = pino({ level: 'silent' })
const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
const ids = numbers.map((number) => `middle-${number}`)

/** Ten families of four generations, each execution a step of a run of its own. */
const family = (number: number) => [
  begun(`oldest-${number}`, 0, { runNumber: number }),
  begun(`elder-${number}`, 1, { runNumber: 100 + number, parentId: `oldest-${number}` }),
  begun(`middle-${number}`, 2, { runNumber: 200 + number, parentId: `elder-${number}` }),
  begun(`young-${number}`, 3, { runNumber: 300 + number, parentId: `middle-${number}` }),
]

/** Below the executions: their parents and children; below those, runs and the parents' parents; below these, runs. */
const tree = `
  run { number }
  parent { id run { number } parent { id run { number } } }
  children { nodes { id run { number } attempts { nodes { number } } } }`

async function ask(backends: readonly Backend[], query: string): Promise<Answer> {
  const response = await post(createApp(backends, { log }), { query, variables: { ids } })
  return (await response.json()) as Answer
}

describe.each(kinds)('on %s, loaders of one level that take different times', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: '', kinds: { main: kind } })
    await record(api, numbers.flatMap(family))
  })
  afterAll(() => api.close())

  it.each([
    // Executions; runs, parents, children; runs, parents' parents, attempts; runs.
    ['a tree', `query ($ids: [ID!]!) { executions(ids: $ids) { ${tree} } }`, 1 + 3 + 3 + 1],
    [
      'two roots with the same below them',
      `query ($ids: [ID!]!) {
        executions(ids: $ids) { run { number } parent { id } }
        executionHistory(first: 5) { nodes { run { number } parent { id } } }
      }`,
      2 + 2,
    ],
    // They begin in several turns.
    [
      'a hundred roots with the same below them',
      `{ ${Array.from({ length: 100 }, (_, index) => `h${index}: executionHistory(first: ${index + 1}) { nodes { run { number } parent { id } } }`).join(' ')} }`,
      100 + 2,
    ],
  ])('make one statement for each kind and level of %s', async (_, query, count) => {
    const calm = await ask(api.backends, query)
    expect([calm.errors, statements(calm)]).toEqual([undefined, { main: count }])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(25), { minLength: count, maxLength: count }), async (delays) => {
        const slow = api.backends.map((backend) => delayed(backend, (index) => delays[index] ?? 0))
        const answer = await ask(slow, query)
        expect(answer.data).toEqual(calm.data)
        expect(statements(answer)).toEqual({ main: count })
      }),
      { numRuns: fewCases(3) },
    )
  })
})

it('a backend that takes long does not hold up the levels of another', async () => {
  const api = await startApi({ title: '', kinds: { main: 'sqlite', slow: 'sqlite' } })
  await record(api, numbers.flatMap(family), 'main')
  await record(api, numbers.flatMap(family), 'slow')
  const order: string[] = []
  const [main, slow] = api.backends as [Backend, Backend]
  const noted = (backend: Backend, ms: number): Backend => {
    const late = delayed(backend, () => ms)
    return {
      ...late,
      async read(...args) {
        const rows = await late.read(...args)
        order.push(backend.name)
        return rows
      },
    }
  }
  const query = `query ($ids: [ID!]!) {
    a: executions(ids: $ids, backend: "main") { ${tree} }
    b: executions(ids: $ids, backend: "slow") { ${tree} }
  }`
  const answer = await ask([noted(main, 0), noted(slow, 100)], query)
  expect(statements(answer)).toEqual({ main: 8, slow: 8 })
  expect(order.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'main'))
  await api.close()
})
