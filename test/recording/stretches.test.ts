import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../setup/servers/api.ts'
import type { Served } from '../setup/servers/process.ts'
import { serveStretching, stretchDuring } from '../setup/servers/stretches.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'

/** What nobody else may have to wait for, in milliseconds of processor time. The first call of its kind is slow. */
const patience = 250

const storing =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

/** Calls of the largest kinds that the documented limits allow. */
const calls: Readonly<Record<string, (turn: number) => object[]>> = {
  'of many facts': (turn) =>
    times(4, (index) => ({
      id: `facts-${turn}-${index}`,
      flow: 'F',
      metadata: times(9_900, (n) => ({ field: `f${n}`, value: 'x'.repeat(60), ts: '2026-01-01T00:00:00Z' })),
    })),
  'of a large graph': (turn) => [
    {
      id: `graph-${turn}`,
      flow: 'F',
      dag: {
        nodes: times(10_000, (n) => ({ id: `n-${turn}-${n}`, label: 'x'.repeat(400) })),
        edges: times(30_000, (n) => ({
          source: `n-${turn}-${n % 9_999}`,
          target: `n-${turn}-${(n % 9_999) + 1}`,
        })),
      },
    },
  ],
  'of many small values': (turn) => [
    { id: `values-${turn}`, flow: 'F', inputs: { list: times(99_000, () => ({})) } },
  ],
  'of an object with many keys': (turn) => [
    { id: `keys-${turn}`, flow: 'F', inputs: Object.fromEntries(times(99_000, (n) => [`k${n}`, 1])) },
  ],
}

describe.each(['sqlite', 'memory'])('on %s, nobody waits long for a call', (kind) => {
  let place: Place
  let served: Served
  beforeAll(async () => {
    place = await newPlace(kind)
    served = await serveStretching(['--backend', `main=${place.url}`])
  })
  afterAll(async () => {
    await served.stop()
    await place.remove()
  })

  it.each(Object.entries(calls))('%s', async (_, make) => {
    const stretches: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const executions = make(turn)
      let answer: Answer | undefined
      const work = async () =>
        void (answer = (await served.ask(storing, { input: { executions } })).body as Answer)
      stretches.push(await stretchDuring(served, work))
      expect(answer!.data).toEqual({ recordExecutions: { results: executions.map(() => ({ ok: true })) } })
    }
    expect(Math.min(...stretches)).toBeLessThan(patience)
  })
})
