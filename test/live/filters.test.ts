import { describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { listRuns } from '../../src/db/runs/list.ts'
import type { Batch, Operation } from '../../src/live/operation.ts'
import { createRunTelling } from '../../src/live/runtelling.ts'
import { createRunWatch } from '../../src/live/runwatch.ts'
import { type StreamOf, askOf, openStream, watchExecutions, watchRuns } from '../setup/ask/streams.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

const recordRuns = (api: Api, runs: readonly object[]) =>
  api.data(`mutation Runs($runs: [RunInput!]!) { recordRuns(input: { runs: $runs }) { results { ok } } }`, {
    runs,
  })
const kindsOf = ({ of }: StreamOf, id: string) => of(id).map(({ kind }) => kind)

describe.each(kinds)('filters on %s', (kind) => {
  it('that match nothing are answered like others, and told nothing', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const empty = [{ flow: [] }, { status: [] }, { user: [] }, { tagsAny: [] }]
    const operations = [
      ...empty.map((filter, index) => watchRuns(`e${index}`, filter)),
      watchRuns('nowhere', { backend: [] }),
      watchExecutions('none', []),
      watchRuns('all', {}),
    ]
    const stream = await openStream(askOf(api.app), operations)
    expect(stream.of('e0')).toEqual([{ kind: 'SNAPSHOT', id: null, backend: 'main', run: null }])
    await recordRuns(api, [{ flow: 'Train' }])
    await expect.poll(() => kindsOf(stream, 'all')).toEqual(['SNAPSHOT', 'ENTER'])
    expect(empty.map((_, index) => kindsOf(stream, `e${index}`))).toEqual(empty.map(() => ['SNAPSHOT']))
    expect([...stream.of('nowhere'), ...stream.of('none')]).toEqual([])
    expect(stream.isOver()).toBe(false)
    await stream.close()
    await api.app.close()
    await api.close()
  })
})

it('of any flow are not held against too many runs: they are queried again, and those of flows are told', async () => {
  const api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
  await recordRuns(api, [{ flow: 'Train' }])
  const [backend] = api.backends
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 60_000 }
  const page = { limit: 1, from: undefined, backward: false }
  const newest = { filter: {}, order: { field: 'STARTED', descending: true } } as const
  const [row] = await listRuns(backend!, newest, page, reading)
  const told: string[] = []
  const watch = createRunWatch()
  const operationOf = (filter: RunFilter, id: string): Operation => {
    const subscriber = { client: undefined, put: () => {}, flush: () => {} }
    const topic = {
      on: 'runs',
      backends: [backend!],
      filter,
      isEmpty: false,
      sight: { key: '', flows: undefined },
    } as const
    const document = { isNested: false, width: 1 }
    return {
      id,
      document,
      topic,
      subscriber,
      from: 0,
      awaited: new Map(),
      held: undefined,
      round: 0,
      isOver: false,
    }
  }
  const add = (filter: RunFilter, id: string) => {
    const operation = operationOf(filter, id)
    if (operation.topic.on === 'runs') watch.add(operation, operation.topic)
  }
  for (const user of idsFrom('u', 500)) add({ users: [user] }, 'any')
  add({ flows: ['Train'] }, 'train')
  add({ flows: ['Other'] }, 'other')
  const { changed } = createRunTelling(backend!, { runs: watch, report: (error) => told.push(String(error)) })
  const runs = Array.from({ length: 2_500 }, (_, number) => ({ ...row!, number }))
  const batch: Batch = {
    items: new Map(),
    add: ({ id }, _, event) => told.push('kind' in event ? `${id} ${event.kind}` : id),
  }
  await changed({ runs, goneRuns: [], now: Date.now() }, batch)
  const counted = Object.fromEntries(
    [...Map.groupBy(told, (one) => one)].map(([of, all]) => [of, all.length]),
  )
  expect(counted).toEqual({ 'any SNAPSHOT': 500, 'train ENTER': 2_500 })
  await api.app.close()
  await api.close()
})
