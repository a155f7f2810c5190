import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { type SentRun, instant, storeFacts, storeRuns } from '../setup/seeds/runs.ts'
import { type RunCase, now, runTable } from '../setup/models/runtable.ts'
import { sized } from '../setup/whole.ts'

const fields = 'name status statusReason finishedAt durationMs heartbeatStale'
const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const

const sent = ({ startedAt, heartbeatAt }: RunCase, number: number): SentRun => ({
  flow: 'Truth',
  number,
  name: `case ${number}`,
  startedAt: instant(startedAt),
  heartbeatAt: instant(heartbeatAt),
})

const said = ({ expected }: RunCase, number: number) => ({
  ...expected,
  name: `case ${number}`,
  finishedAt: instant(expected.finishedAt),
})

describe.each(sized(versionSetups, aloneSetups))('the status of a run on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    // Some began after the moment they are looked at. A time of more than a day ahead would be refused.
    vi.useFakeTimers({ toFake: ['Date'], now: now + 2 * 86_400_000 })
    for (const name of names) {
      await storeRuns(api, runTable.map(sent), name)
      const facts = runTable.flatMap(({ facts }, number) =>
        facts.map(({ step, field, value, ts }) => ({
          run: { flow: 'Truth', number },
          step,
          field,
          value,
          ts: instant(ts),
        })),
      )
      await storeFacts(api, facts, name)
    }
    vi.setSystemTime(now)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  it.each(names)('is as the truth table says of each case in %s', async (backend) => {
    const aliases = runTable.map(
      (_, number) => `r${number}: run(flow: "Truth", ref: "${number}", backend: "${backend}") { ${fields} }`,
    )
    const runs = await api.data<Record<string, object>>(`{ ${aliases.join('\n')} }`)
    const answered = runTable.map(({ id }, number) => ({ id, ...runs[`r${number}`] }))
    expect(answered).toEqual(runTable.map((one, number) => ({ id: one.id, ...said(one, number) })))
  })

  it.each(statuses)('%s is what its filter lets through, and what is counted', async (status) => {
    const cases = runTable.map(said).filter((one) => one.status === status)
    for (const backend of names) {
      const filter = { status: [status], backend: [backend] }
      const query = `query ($filter: RunFilter) {
        runs(filter: $filter, orderBy: { field: FLOW, direction: ASC }, first: 100) { nodes { ${fields} } }
        statusCounts(filter: $filter) { counts { status value isExact } unavailable }
      }`
      expect(await api.data(query, { filter })).toEqual({
        runs: { nodes: cases },
        statusCounts: { counts: [{ status, value: cases.length, isExact: true }], unavailable: [] },
      })
    }
  })

  it('is what `run` finds, or not, by number', async () => {
    const aliases = runTable.flatMap((_, number) =>
      statuses.map(
        (status) =>
          `r${number}${status}: run(flow: "Truth", ref: "${number}", status: [${status}]) { status }`,
      ),
    )
    const found = runTable.flatMap(({ expected }, number) =>
      statuses.map((status) => [`r${number}${status}`, expected.status === status ? { status } : null]),
    )
    expect(await api.data(`{ ${aliases.join('\n')} }`)).toEqual(Object.fromEntries(found))
  })
})
