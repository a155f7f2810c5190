import { setTimeout as pause } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Viewer, openViewer } from '../setup/ask/liveviews.ts'
import { mutationOf, someFilter, someWrite, writtenIds } from '../setup/ask/livewrites.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const [writers, writes, viewers] = [8, 12, 6]

describe.each(kinds)('two servers over one %s store', (kind) => {
  let place: Place
  let own: Served
  let here: Here
  let servers: readonly Pick<Served, 'ask' | 'url'>[]
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    // Runs are lost after a second, by the clock alone.
    const store = `${place.url}?run-heartbeat=1`
    own = await serve(['--backend', `main=${store}`])
    here = await serveHere(store)
    servers = [own, here]
  })
  afterAll(async () => {
    await Promise.all([own.stop(), here.close()])
    await place.remove()
  })

  /** What is told of changes of each kind, which chance may leave out. */
  async function kindsOfAll(): Promise<readonly string[]> {
    const page = openViewer(
      { stream: () => here.url, other: (stream) => stream },
      { ids: ['last', 'unknown'], filter: { flow: ['Last'], status: ['RUNNING', 'FAILED'] } },
    )
    try {
      for (const [field, kind] of [
        ['', 'UNKNOWN'],
        ['recordRuns(input: { runs: [{ flow: "Last", number: 1 }] })', 'ENTER'],
        [
          'recordMetadata(input: { facts: [{ run: { flow: "Last", number: 1 }, step: "end", attempt: 0, field: "attempt_ok", value: "true" }] })',
          'LEAVE',
        ],
        ['recordExecutions(input: { executions: [{ id: "last", flow: "Last" }] })', 'UPDATE'],
        ['deleteExecutions(input: { ids: ["last"] })', 'DELETE'],
      ] as const) {
        const { body } =
          field === '' ? { body: null } : await own.ask(`mutation { ${field} { results { ok } } }`)
        expect(JSON.stringify(body)).not.toMatch(/errors|"ok":false/)
        await expect.poll(() => page.kinds).toContain(kind)
      }
      return page.kinds
    } finally {
      page.close()
    }
  }

  it('show each subscriber in the end what a query answers, whatever is written, and however often it is cut off', async () => {
    const kinds: string[] = []
    const one = async (g: fc.GeneratorValue) => {
      const anyUrl = () => g(() => fc.constantFrom(...servers.map(({ url }) => url)))
      const openOne = (): Viewer =>
        openViewer(
          // Behind a balancer the next request may reach another server.
          { stream: anyUrl, other: (stream) => (g(() => fc.nat(9)) === 0 ? anyUrl() : stream || anyUrl()) },
          {
            ids: g(() => fc.subarray([...writtenIds, 'unknown', 'main:e1'], { minLength: 1 })),
            filter: g(() => someFilter),
          },
        )
      const pages = Array.from({ length: viewers }, openOne)
      const write = async () => {
        for (let time = 0; time < writes; time++) {
          await pause(g(() => fc.nat(60)))
          const some = g(() => someWrite)
          const server = g(() => fc.constantFrom(...servers))
          const { body } = await server.ask(mutationOf(some), { input: some.input })
          expect(body).not.toHaveProperty('errors')
        }
      }
      const cut = async () => {
        for (let time = 0; time < 2; time++) {
          await pause(g(() => fc.nat(400)))
          g(() => fc.constantFrom(...pages)).cut()
        }
      }
      try {
        await Promise.all([...Array.from({ length: writers }, write), cut(), cut()])
        for (const page of pages) await expect.poll(() => page.differences()).toEqual([])
        // Until no clock runs any more.
        await pause(1_500)
        for (const page of pages) await expect.poll(() => page.differences()).toEqual([])
        for (const page of pages) kinds.push(...page.kinds)
      } finally {
        pages.forEach((page) => page.close())
      }
    }
    // A failure prints the seed. What is written meets what it meets, so that no smaller case is looked for.
    await fc.assert(fc.asyncProperty(fc.gen(), one), { numRuns: fewCases(sized(3, 1)), endOnFailure: true })
    kinds.push(...(await kindsOfAll()))
    // A store that does not answer in time on a busy machine is said to be away.
    const changes = kinds.filter((kind) => !['reset', 'UNAVAILABLE'].includes(kind))
    expect(new Set(changes)).toEqual(new Set(['SNAPSHOT', 'UNKNOWN', 'ENTER', 'UPDATE', 'LEAVE', 'DELETE']))
  })
})
