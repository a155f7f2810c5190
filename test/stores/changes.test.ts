import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/db/watching/report.ts'
import { createMeter } from '../../src/db/meter.ts'
import { removeExecutions } from '../../src/db/recording/remove.ts'
import { type Told, changesOf, tell } from '../setup/ask/changes.ts'
import { openChanging } from '../setup/ask/changing.ts'
import { steps } from '../setup/ask/changingsteps.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kindsAndMemory } from '../setup/servers/stores.ts'

describe.each(kindsAndMemory)('what changes, on %s,', (kind) => {
  let api: Api
  beforeAll(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterAll(() => api.close())

  it('is told after each write, and nothing else is', async () => {
    const changing = await openChanging(api)
    const seen: object[] = []
    for (const { does, work } of steps) seen.push({ does, ...(await changing.during(() => work(changing))) })
    expect(seen).toEqual(
      steps.map(({ does, told }) => {
        const [executions, runs] = [told?.executions ?? [], told?.runs ?? []]
        return { does, told: { executions, runs, work: told?.work ?? false }, changed: { executions, runs } }
      }),
    )
    await changing.close()
  }, 120_000)

  it('is not told of a transaction that is rolled back', async () => {
    await record(api, [begun('stays')])
    const told = tell(api.backends[0]!)
    const write = api.backends[0]!.write(createMeter(), async (transaction) => {
      await removeExecutions(transaction, ['stays'])
      transaction.changed('work')
      throw new Error('as it should')
    })
    await expect(write).rejects.toThrow('as it should')
    expect(told()).toEqual({ executions: [], runs: [], work: false })
  })

  it('is told before the write is answered', async () => {
    const told = tell(api.backends[0]!)
    const seen = await api.backends[0]!.write(createMeter(), async (transaction) =>
      transaction.changed('runs', ['F/1']),
    ).then(told)
    expect(seen).toEqual({ executions: [], runs: ['F/1'], work: false })
  })

  it('is told to every listener, and the write stands, when one of them throws', async () => {
    const [backend] = api.backends
    const told = tell(backend!)
    const reports: Report[] = []
    let isBroken = true
    backend!.onChange!(() => {
      if (isBroken) throw new Error('a broken listener')
    })
    const last = tell(backend!)
    // A machine under load may make a statement slow.
    backend!.reportTo!((report) => void (/^(slow|ran)$/.test(report.what) || reports.push(report)))
    await record(api, [begun('heard')])
    isBroken = false
    const { execution } = await api.data<{ execution: object }>('{ execution(id: "heard") { id } }')
    expect(execution).toEqual({ id: 'heard' })
    const heard = { executions: ['heard'], runs: [], work: false }
    expect([told(), last()]).toEqual([heard, heard])
    expect(reports).toEqual([{ what: 'unheard', error: new Error('a broken listener') }])
  })

  it('is told as many, of a transaction that changed more than 5,000 records of a kind', async () => {
    const seen: Told[] = []
    api.backends[0]!.onChange!((changes) => seen.push(changesOf([changes])))
    const [most, more] = [idsFrom('e-', 5_000), idsFrom('e-', 5_001)]
    for (const ids of [most, more])
      await api.backends[0]!.write(createMeter(), async (transaction) => {
        transaction.changed('executions', ids)
        transaction.changed('executions', ids.slice(0, 10))
      })
    expect(seen).toEqual([
      { executions: most.toSorted(), runs: [], work: false },
      { executions: 'many', runs: [], work: false },
    ])
  })
})

describe('what a full store in memory evicts', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: '', kinds: { main: 'memory' } }, {}, () => 'memory:?max=2')
  })
  afterAll(() => api.close())

  it('is told with what is stored', async () => {
    await record(api, [begun('a'), begun('b')])
    await storeRuns(
      api,
      [1, 2].map((number) => ({ flow: 'F', number })),
    )
    const changing = await openChanging(api)
    const { told, changed } = await changing.during(async () => {
      await record(api, [begun('c')])
      await storeRuns(api, [{ flow: 'F', number: 3 }])
    })
    await changing.close()
    expect(told).toEqual({ executions: ['a', 'c'], runs: ['F/1', 'F/3'], work: false })
    expect(changed).toEqual({ executions: ['a', 'c'], runs: ['F/1', 'F/3'] })
  })

  it('is not told if the store refuses the write', async () => {
    const dag = { nodes: [{ id: 'n' }] }
    const start = (ids: readonly string[]) =>
      api.data<{ startExecutions: { results: { problem: { code: string } | null }[] } }>(
        `mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { problem { code } } } }`,
        { input: { dag, executions: ids.map((id) => ({ id, flow: 'Q' })) } },
      )
    await start(['q1', 'q2'])
    const told = tell(api.backends[0]!)
    const { startExecutions } = await start(['q3'])
    expect(startExecutions.results).toEqual([{ problem: { code: 'TOO_LARGE' } }])
    expect(told()).toEqual({ executions: [], runs: [], work: false })
  })
})
