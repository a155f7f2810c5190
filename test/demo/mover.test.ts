import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { removeBetween } from '../../src/db/recording/removebetween.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { flows } from '../../src/demo/fill.ts'
import { createMover } from '../../src/demo/mover.ts'
import { type Found, countExecutions, everything, reading } from '../setup/seeds/everything.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const minute = 60_000
const turns = sized(60, 30)

// The clock decides, whatever the store.
describe.each(sized(kinds, kinds.slice(0, 1)))('what moves in the demo on %s', (kind) => {
  let api: Api
  let now = Date.parse('2026-11-29T10:00:00Z')
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    api = await startApi({ title: kind, kinds: { main: kind } })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const pass = (ms: number) => vi.setSystemTime((now += ms))
  const mover = () => {
    const moveOn = createMover(api.backends[0]!, api.app.queue, [])
    return () => moveOn(now)
  }
  const countOf = (found: readonly Found[], status: string) =>
    found.filter((one) => one.status === status).length

  it('begins, goes on, fails and ends, and stays about as busy', async () => {
    const moveOn = mover()
    await moveOn()
    const before = await everything(api)
    for (let turn = 0; turn < turns; turn++) {
      pass(10_000)
      await moveOn()
    }
    const after = await everything(api)
    expect(countOf(after, 'COMPLETED')).toBeGreaterThan(countOf(before, 'COMPLETED') + 0.8 * turns)
    expect(countOf(after, 'FAILED')).toBeGreaterThan(0)
    const steps = after.filter(({ run }) => run !== null)
    expect(countOf(steps, 'RUNNING')).toBeGreaterThan(0)
    expect(countOf(steps, 'RUNNING')).toBeLessThan(40)
    // For each that ended another one was started, so that as many wait.
    const { queue } = await api.data<{ queue: { waiting: object[]; ready: object[]; inFlight: number } }>(
      '{ queue { waiting { value } ready { value } inFlight } }',
    )
    expect(queue.ready.length + queue.waiting.length).toBeGreaterThan(3)
    expect(after.filter(({ startedAt }) => Date.parse(startedAt ?? '') > now)).toEqual([])
  })

  it('keeps what it wrote for some time only', async () => {
    const moveOn = mover()
    let before = 0
    for (let turn = 0; turn < 20; turn++) {
      await moveOn()
      if (turn === 14) before = await countExecutions(api)
      pass(120 * minute)
    }
    const found = await everything(api)
    const old = found.filter(({ id }) => {
      const [, time] = /^demo-(?:live|job)-(\d+)-/.exec(id) ?? []
      return time !== undefined && Number(time) < now - 28 * 60 * minute
    })
    expect(old).toEqual([])
    expect(found.length).toBeLessThan(1.2 * before)
  })

  if (kind !== 'sqlite') return

  it('goes on after another start over the same store, where the names of its runs are taken', async () => {
    for (const moveOn of [mover(), mover()])
      for (let turn = 0; turn < 12; turn++) {
        await moveOn()
        pass(4 * minute)
      }
    const { runs } = await api.data<{ runs: { nodes: { name: string | null }[] } }>(
      '{ runs(first: 100) { nodes { name } } }',
    )
    expect(runs.nodes.filter(({ name }) => name !== null).length).toBeGreaterThan(10)
  })

  it('always has a run that is silent for a while and not yet lost', async () => {
    const moveOn = mover()
    for (let turn = 0; turn < 40; turn++) {
      await moveOn()
      const keys = Array.from({ length: 60 }, (_, index) => ({ flow: 'OrderExport', number: index + 1 }))
      const runs = await runsByKeys(api.backends[0]!, keys, reading(now))
      const silent = runs.filter(
        ({ status, heartbeatAt }) => status === 'RUNNING' && heartbeatAt! <= now - 2 * minute,
      )
      expect(silent.length).toBeGreaterThan(0)
      pass(20_000)
    }
  })
})

it.each(kinds)('what is dropped on %s is of the demo, and of a time', async (kind) => {
  const api = await startApi({ title: kind, kinds: { main: kind } })
  const flow = flows[0]!
  await record(api, [
    ...['demo-live-100-a', 'demo-live-149-b', 'demo-live-151-c', 'demo-job-100-d'].map((id) =>
      begun(id, 0, { flow }),
    ),
    begun('demo-live-100-mine'),
  ])
  await storeRuns(
    api,
    [100, 151].map((time, index) => ({ flow, number: index + 1, clientKey: `demo-live-${time}-run` })),
  )
  const between = { from: 'demo-live-0', to: 'demo-live-150' }
  while (await removeBetween(api.backends[0]!, flows, between));
  expect((await everything(api)).map(({ id }) => id).toSorted()).toEqual([
    ...['demo-job-100-d', 'demo-live-100-mine', 'demo-live-151-c'],
  ])
  expect(await api.data('{ runs { nodes { number } } }')).toEqual({ runs: { nodes: [{ number: 2 }] } })
  await api.close()
})
