import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, rows, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const ids = idsFrom('e-', 200)

describe.each(sized(setups, mixedSetups))('what a request costs, on $title,', (setup) => {
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    for (const name of Object.keys(setup.kinds))
      await record(
        api,
        ids.map((id, index) => begun(id, index, { runNumber: index + 1 })),
        name,
      )
    // On a busy machine a connection may take longer to open than a read waits for it: all are opened before.
    const isOpen = async () => {
      const asked = Array.from({ length: 16 }, () =>
        api.ask('{ executionHistory(first: 1) { nodes { id } } }'),
      )
      return (await Promise.all(asked)).every(({ errors }) => errors === undefined)
    }
    await vi.waitUntil(isOpen, { timeout: 60_000 })
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it('is told to each of 50 requests at once as its own', async () => {
    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id run { number } } }'
    const counts = Array.from({ length: 50 }, (_, index) => index * 4 + 1)
    const { answer: answers, seen } = await counter.during(() =>
      Promise.all(counts.map((count) => api.ask(query, { ids: ids.slice(0, count) }))),
    )
    for (const [index, answer] of answers.entries()) {
      const count = counts[index]!
      // The first backend's rows are shown, so only its runs are read.
      const others = Object.fromEntries(Object.keys(setup.kinds).map((name, at) => [name, at === 0 ? 1 : 0]))
      expect(rows(answer)).toEqual(
        Object.fromEntries(Object.entries(others).map(([name, first]) => [name, count * (1 + first)])),
      )
      expect(statements(answer)).toEqual(
        Object.fromEntries(Object.entries(others).map(([name, first]) => [name, 1 + first])),
      )
    }
    const summed = each(setup, 0)
    for (const answer of answers)
      for (const { name, statements: more } of answer.extensions!.backends) summed[name]! += more
    expect(summed).toEqual(inTotal(seen, summed))
  })

  it('names each backend with its kind and the time its statements took', async () => {
    const { extensions } = await api.ask('{ execution(id: "e-1") { id } }')
    expect(extensions!.backends).toEqual(
      api.backends.map(({ name, kind }) => ({ name, kind, statements: 1, rows: 1, ms: expect.any(Number) })),
    )
    for (const { ms } of extensions!.backends) expect(ms).toBeGreaterThanOrEqual(0)
  })

  it('is nothing while nobody asks', async () => {
    const { seen } = await counter.during(() => wait(300))
    expect(seen).toEqual({})
  })
})

/** The driver of SQLite counts for all files of the process, so what it saw stands under each name. */
function inTotal(seen: Record<string, number>, summed: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.keys(summed).map((name) => [name, seen[name] ?? 0]))
}
