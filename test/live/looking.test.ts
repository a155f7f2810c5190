import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countStatements } from '../setup/ask/counting.ts'
import { type StreamOf, askOf, openStream } from '../setup/ask/streams.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kindsAndMemory } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** Of a stream. */
const documents = sized(20, 8)

const looks = [
  { on: 'queue', ms: 1_000, field: 'queueChanged', value: 'open' },
  { on: 'attention', ms: 10_000, field: 'attentionChanged', value: 'notLookedAt' },
] as const

/** One reading, of whichever store. */
describe.each(sized(kindsAndMemory, ['sqlite']))('queues and attentions on %s', (kind) => {
  let api: Api
  const open: StreamOf[] = []
  beforeEach(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterEach(async () => {
    for (const stream of open.splice(0)) await stream.close()
    await api.app.close()
    await api.close()
  })
  const stream = async (queries: readonly string[]) => {
    const operations = queries.map((query, index) => ({ id: `o${index}`, query }))
    const one = await openStream(askOf(api.app), operations)
    open.push(one)
    return one
  }
  const start = () =>
    api.data(`mutation { startExecutions(input: { executions: [
      { flow: "Work" }], dag: { nodes: [{ id: "a", kind: "a" }] } }) { results { ok } } }`)

  it.each(looks)('are read once for all documents ($on)', async ({ ms, field, value }) => {
    const count = await countStatements(api)
    const queriesFrom = (prefix: string, many: number) =>
      idsFrom(prefix, many).map((name) => `subscription { ${name}: ${field} { ${name}x: ${value} } }`)
    const alone = await count.during(async () => (await stream(queriesFrom('one', 1))).close())
    const began = performance.now()
    const ofMany = await count.during(async () => {
      const streams = await Promise.all(
        idsFrom('s', sized(10, 5)).map((prefix) => stream(queriesFrom(`${prefix}_`, documents))),
      )
      expect(streams.map(({ events }) => events.filter(({ event }) => event === 'next').length)).toEqual(
        streams.map(() => documents),
      )
    })
    const mostReadings = 1 + Math.ceil((performance.now() - began) / ms)
    expect(ofMany.seen['main']).toBeLessThanOrEqual(mostReadings * alone.seen['main']!)
    await count.close()
  })

  it('are told to all when something changes, by one reading', async () => {
    const queries = idsFrom('d', documents).map(
      (name) => `subscription { ${name}: queueChanged { waiting { value } } }`,
    )
    const streams = [await stream(queries), await stream(queries)]
    await start()
    const newest = () => streams.flatMap(({ of }) => queries.map((_, index) => of(`o${index}`).at(-1)))
    await expect
      .poll(newest)
      .toEqual(Array.from({ length: 2 * documents }, () => ({ waiting: [{ value: 1 }] })))
  })

  it('are told to one who comes later as all others know them, and the others nothing again', async () => {
    const query = 'subscription { queueChanged { waiting { value } } }'
    const first = await stream([query])
    await start()
    await expect.poll(() => first.of('o0').at(-1)).toEqual({ waiting: [{ value: 1 }] })
    const second = await stream([query])
    expect(second.of('o0')).toEqual([{ waiting: [{ value: 1 }] }])
    expect(first.of('o0')).toEqual([{ waiting: [] }, { waiting: [{ value: 1 }] }])
  })
})
