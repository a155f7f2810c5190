import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Transaction } from '../../src/db/backend.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Action, claim, complete, edge, leaseOf, node, nodes, startOne } from '../setup/ask/queue.ts'

const megabyte = 'x'.repeat(1_000_000)
const sources = Array.from({ length: 3 }, (_, index) => `s${index}`)

describe.each(aloneSetups)('large values of the queue on $title', (setup) => {
  let api: Api
  /** How many characters of JSON each statement has read. */
  const read: number[] = []
  beforeAll(async () => {
    api = await startApi(setup)
    const [backend] = api.backends
    const write = backend!.write.bind(backend)
    vi.spyOn(backend!, 'write').mockImplementation((meter, work) =>
      write(meter, (transaction) => work(noted(transaction))),
    )
  })
  afterAll(() => api.close())

  const noted = (transaction: Transaction): Transaction => ({
    ...transaction,
    async run(statement, values) {
      const rows = await transaction.run(statement, values)
      const texts = (rows as { said?: unknown }[]).map(({ said }) => (typeof said === 'string' ? said : ''))
      read.push(texts.reduce((sum, { length }) => sum + length, 0))
      return rows
    },
  })
  async function hand(actions: readonly Action[], output: unknown) {
    for (const action of actions) await complete(api, [{ ...leaseOf(action), output }])
  }

  it('are read about a megabyte at a time: by a claim, and where a map collects them', async () => {
    await startOne(api, {
      nodes: [...nodes(sources.join(' ')), node('all')],
      edges: sources.map((source) => edge(`${source} all`)),
    })
    await hand(await claim(api, { limit: 20 }), megabyte)
    const [all] = await claim(api)
    expect(Object.keys(all!.input as object)).toEqual(sources)
    await hand([all!], 'done')
    await startOne(api, {
      nodes: [node('list'), { ...node('each'), mapOver: 'list' }, node('end')],
      edges: [edge('list each'), edge('each end')],
    })
    await hand(await claim(api), sources)
    await hand(await claim(api, { limit: 20 }), megabyte)
    const [end] = await claim(api)
    expect((end!.input as { each: string[] }).each).toHaveLength(sources.length)
    const long = read.filter((characters) => characters > 500_000)
    // Each by the claim, and each for the list, of which the last one is still in memory. The list is one value.
    expect(long.filter((characters) => characters < 1_100_000)).toHaveLength(2 * sources.length - 1)
    expect(long).toHaveLength(2 * sources.length)
  })

  it('are read so for the outputs of an execution, too', async () => {
    read.length = 0
    await startOne(api, { nodes: nodes(sources.join(' ')) })
    await hand(await claim(api, { limit: 20 }), megabyte)
    const long = read.filter((characters) => characters > 500_000)
    // That of the last node is still in memory.
    expect(long).toHaveLength(sources.length - 1)
    expect(Math.max(...long)).toBeLessThan(1_100_000)
  })
})
