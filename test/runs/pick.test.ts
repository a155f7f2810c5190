import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type History, type Status, now, ruled, tell } from '../setup/models/runmodel.ts'
import { sized } from '../setup/whole.ts'

const verdict = (value: string, ts = now) => ({ step: 'end', field: 'attempt_ok', value, ts })
const retried = [verdict('false', now - 1), { step: 'end', field: 'attempt', value: '2', ts: now }]
const plain = { name: null, user: null, tags: [], heartbeatAt: null, facts: [] }

/** Twenty flows, each with runs of some statuses only; several begin at the same instant. */
function history(backend: string): History[] {
  const kinds: readonly Partial<History>[] = [
    { facts: [verdict('true')] },
    { facts: [verdict('false')] },
    { facts: retried },
    { heartbeatAt: now },
    { heartbeatAt: now - 400_000 },
    {},
  ]
  return Array.from({ length: 20 }, (_, flow) =>
    Array.from({ length: flow % 7 }, (_, index) => ({
      ...plain,
      backend,
      flow: `flow ${flow}`,
      number: index + 1,
      name: `run ${index + 1}`,
      startedAt: now - 1000 * Math.floor(((index * 5 + flow) % 7) / 2),
      ...kinds[(flow + index * (flow % 3)) % kinds.length],
    })),
  ).flat()
}

const statusSets: readonly (readonly Status[] | null)[] = [
  ...([null, ['RUNNING'], ['COMPLETED'], ['FAILED']] as const),
  ...([
    ['RUNNING', 'FAILED'],
    ['COMPLETED', 'FAILED'],
    ['RUNNING', 'COMPLETED'],
    ['RUNNING', 'COMPLETED', 'FAILED'],
  ] as const),
]

describe.each(sized(setups, mixedSetups))('run on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const all = names.flatMap(history)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tell(api, all)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const fits = (statuses: readonly Status[] | null) => (run: History) =>
    statuses === null || statuses.includes(ruled(run).status)
  const shown = (run: History | undefined) =>
    run === undefined ? null : { id: `${run.backend}:${run.flow}/${run.number}`, status: ruled(run).status }
  const newest = (backend: string, flow: string, statuses: readonly Status[] | null) =>
    all
      .filter((run) => run.backend === backend && run.flow === flow && fits(statuses)(run))
      .toSorted((a, b) => b.startedAt - a.startedAt || b.number - a.number)[0]
  const status = (statuses: readonly Status[] | null) =>
    statuses === null ? '' : `, status: [${statuses.join()}]`

  it('is the newest of a flow with one of the statuses, for fifty aliases by one statement', async () => {
    const asked = Array.from({ length: 160 }, (_, index) => ({
      flow: `flow ${index % 20}`,
      statuses: statusSets[Math.floor(index / 20)]!,
    }))
    for (const backend of names) {
      for (let from = 0; from < asked.length; from += 50) {
        const some = asked.slice(from, from + 50)
        const aliases = some.map(
          ({ flow, statuses }, index) =>
            `r${index}: run(flow: "${flow}", backend: "${backend}"${status(statuses)}) { id status }`,
        )
        const answer = await api.ask(`{ ${aliases.join('\n')} }`)
        const expected = some.map(({ flow, statuses }, index) => [
          `r${index}`,
          shown(newest(backend, flow, statuses)),
        ])
        expect([answer.errors, answer.data]).toEqual([undefined, Object.fromEntries(expected)])
        expect(statements(answer)).toEqual({ [backend]: 1 })
      }
    }
  })

  it('is found by number and by name, if it has one of the statuses', async () => {
    const some = all.filter(({ flow }) => ['flow 6', 'flow 13'].includes(flow))
    const asked = some.flatMap((run) =>
      statusSets.flatMap((statuses) =>
        [String(run.number), run.name!].map((ref) => ({ run, ref, statuses })),
      ),
    )
    for (let from = 0; from < asked.length; from += 200) {
      const part = asked.slice(from, from + 200)
      const aliases = part.map(
        ({ run, ref, statuses }, index) =>
          `r${index}: run(flow: "${run.flow}", ref: "${ref}", backend: "${run.backend}"${status(statuses)}) { id status }`,
      )
      const answer = await api.ask(`{ ${aliases.join('\n')} }`)
      expect(answer.data).toEqual(
        Object.fromEntries(
          part.map(({ run, statuses }, index) => [`r${index}`, fits(statuses)(run) ? shown(run) : null]),
        ),
      )
    }
  })

  it('is in the first backend that has such a run, when none is named', async () => {
    const [first, last] = [names[0]!, names.at(-1)!]
    await tell(api, [{ ...plain, backend: last, flow: 'only there', number: 7, startedAt: now }])
    await tell(
      api,
      names.map((backend, index) => ({
        ...plain,
        backend,
        flow: 'both',
        number: 1,
        startedAt: now,
        facts: [verdict(String(index === 0))],
      })),
    )
    const answer = await api.ask(`{
      there: run(flow: "only there") { id }  both: run(flow: "both") { id }
      failed: run(flow: "both", ref: "1", status: [FAILED]) { id }  none: run(flow: "none") { id }
    }`)
    expect(answer.data).toEqual({
      there: { id: `${last}:only there/7` },
      both: { id: `${first}:both/1` },
      failed: first === last ? null : { id: `${last}:both/1` },
      none: null,
    })
    expect(statements(answer)).toEqual(each(setup, 1))
  })

  it('is nothing for what cannot be there, and refused for a number that is none', async () => {
    const refs = ['0', '999', 'none', '', 'RUN 1', 'run 1 ', '-1', '1.0', '１', 'a\\u0000b', 'x'.repeat(256)]
    const aliases = refs.map((ref, index) => `r${index}: run(flow: "flow 6", ref: "${ref}") { id }`)
    expect(await api.data(`{ ${aliases.join('\n')} empty: run(flow: "") { id } }`)).toEqual({
      ...Object.fromEntries(refs.map((_, index) => [`r${index}`, null])),
      empty: null,
    })
    expect(await api.data('{ run(flow: "flow 6", ref: "0000000000000000000001") { number } }')).toEqual({
      run: { number: 1 },
    })
    const answer = await api.ask('{ run(flow: "flow 6", ref: "9007199254740993") { id } }')
    expect(errors(answer)).toEqual([
      { path: ['run'], code: 'BAD_USER_INPUT', field: 'ref', limit: Number.MAX_SAFE_INTEGER },
    ])
  })

  it('has neighbours in its flow by start, and the newest of the flow by status', async () => {
    const order = (flow: string, backend: string) =>
      all
        .filter((run) => run.flow === flow && run.backend === backend)
        .toSorted((a, b) => a.startedAt - b.startedAt || a.number - b.number)
    const query = `{ runs(filter: { flow: ["flow 6", "flow 13", "flow 5", "flow 1"] }, first: 100) { nodes {
      id previous { id status } next { id status } completed: latest(status: [COMPLETED]) { id status }
      open: latest(status: [RUNNING, FAILED]) { id status } none: latest(status: []) { id }
    } } }`
    const answer = await api.ask(query)
    const expected = ['flow 6', 'flow 13', 'flow 5', 'flow 1'].flatMap((flow) =>
      names.flatMap((backend) =>
        order(flow, backend).map((run, index, runs) => ({
          id: shown(run)!.id,
          previous: shown(runs[index - 1]),
          next: shown(runs[index + 1]),
          none: null,
          completed: shown(newest(backend, flow, ['COMPLETED'])),
          open: shown(newest(backend, flow, ['RUNNING', 'FAILED'])),
        })),
      ),
    )
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect((answer.data as { runs: { nodes: { id: string }[] } }).runs.nodes.toSorted(byId)).toEqual(
      expected.toSorted(byId),
    )
    // The list; then previous, next, and all that is the latest.
    expect(statements(answer)).toEqual(each(setup, 1 + 3))
  })
})
