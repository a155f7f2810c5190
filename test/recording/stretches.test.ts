import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../setup/servers/api.ts'
import type { Served } from '../setup/servers/process.ts'
import { longestShareOf, serveStretching } from '../setup/servers/stretches.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const storing =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

/** Calls of the largest kinds that the documented limits allow. */
const calls: Readonly<Record<string, () => object[]>> = {
  'of many facts': () =>
    times(sized(4, 2), (index) => ({
      id: `facts-${index}`,
      flow: 'F',
      metadata: times(9_900, (n) => ({ field: `f${n}`, value: 'x'.repeat(60), ts: '2026-01-01T00:00:00Z' })),
    })),
  'of a large graph': () => [
    {
      id: 'graph',
      flow: 'F',
      dag: {
        nodes: times(10_000, (n) => ({ id: `n-${n}`, label: 'x'.repeat(400) })),
        edges: times(30_000, (n) => ({
          source: `n-${n % 9_999}`,
          target: `n-${(n % 9_999) + 1}`,
        })),
      },
    },
  ],
  'of many small values': () =>
    times(sized(8, 3), (index) => ({
      id: `values-${index}`,
      flow: 'F',
      inputs: { list: times(99_000, () => ({})) },
    })),
  'of objects with many keys': () =>
    times(sized(4, 2), (index) => ({
      id: `keys-${index}`,
      flow: 'F',
      inputs: Object.fromEntries(times(99_000, (n) => [`k${n}`, 1])),
    })),
}

describe.each(sized(['sqlite', 'memory'], ['sqlite']))('on %s, nobody waits long for a call', (kind) => {
  let place: Place
  let served: Served
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    served = await serveStretching(['--backend', `main=${place.url}`])
  })
  afterAll(async () => {
    await served.stop()
    await place.remove()
  })

  it.each(Object.entries(calls))('%s', async (_, make) => {
    const executions = make()
    let answer: Answer | undefined
    const share = await longestShareOf(served, async () => {
      answer = (await served.ask(storing, { input: { executions } })).body as Answer
    })
    expect(answer!.data).toEqual({ recordExecutions: { results: executions.map(() => ({ ok: true })) } })
    expect(share).toBeLessThan(0.4)
  })
})
