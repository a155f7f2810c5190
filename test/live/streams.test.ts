import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type StreamOf,
  askOf,
  eventsIn,
  openStream,
  postTo,
  readStream,
  watchExecutions,
  watchRuns,
} from '../setup/ask/streams.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const finish = (api: Api, id: string) =>
  api.data(
    `mutation Finish($id: ID!) { updateExecutions(input: { executions: [{ id: $id, finishAttempt: { verdict: OK } }] }) {
      results { ok }
    } }`,
    { id },
  )
const remove = (api: Api, id: string) =>
  api.data(`mutation Remove($id: ID!) { deleteExecutions(input: { ids: [$id] }) { results { ok } } }`, { id })
const recordRuns = (api: Api, runs: readonly object[]) =>
  api.data(`mutation Runs($runs: [RunInput!]!) { recordRuns(input: { runs: $runs }) { results { ok } } }`, {
    runs,
  })
const verdict = (api: Api, number: number, value: string) =>
  api.data(
    `mutation Verdict($facts: [FactInput!]!) { recordMetadata(input: { facts: $facts }) { results { ok problem { message } } } }`,
    { facts: [{ run: { flow: 'Train', number }, step: 'end', attempt: 0, field: 'attempt_ok', value }] },
  )

describe.each(sized(setups, aloneSetups))('streams over $title', (setup) => {
  let api: Api
  const open: StreamOf[] = []
  beforeEach(async () => void (api = await startApi(setup)))
  afterEach(async () => {
    for (const stream of open.splice(0)) await stream.close()
    await api.app.close()
    await api.close()
  })
  const stream = async (
    ...asked: Parameters<typeof openStream> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const one = await openStream(askOf(api.app), ...asked)
    open.push(one)
    return one
  }

  it('tell each id at first, and then what happens to it', async () => {
    await record(api, [begun('a')])
    const { of } = await stream([watchExecutions('w', ['a', 'main:a', 'b', 'no\0id'])])
    const running = { id: 'a', status: 'RUNNING' }
    expect(of('w')).toEqual([
      { kind: 'SNAPSHOT', id: 'a', backend: 'main', execution: running },
      { kind: 'SNAPSHOT', id: 'main:a', backend: 'main', execution: running },
      { kind: 'UNKNOWN', id: 'b', backend: null, execution: null },
      { kind: 'UNKNOWN', id: 'no\0id', backend: null, execution: null },
    ])
    await finish(api, 'a')
    await expect
      .poll(() => of('w').slice(4))
      .toEqual([
        { kind: 'UPDATE', id: 'a', backend: 'main', execution: { id: 'a', status: 'COMPLETED' } },
        { kind: 'UPDATE', id: 'main:a', backend: 'main', execution: { id: 'a', status: 'COMPLETED' } },
      ])
    await record(api, [begun('b')])
    await expect
      .poll(() => of('w').slice(6))
      .toEqual([{ kind: 'UPDATE', id: 'b', backend: 'main', execution: { id: 'b', status: 'RUNNING' } }])
    await remove(api, 'b')
    await expect
      .poll(() => of('w').slice(7))
      .toEqual([{ kind: 'DELETE', id: 'b', backend: 'main', execution: null }])
  })

  it('tell of runs that match, change and match no longer', async () => {
    await recordRuns(api, [{ flow: 'Train' }, { flow: 'Other' }])
    const { of } = await stream([
      watchRuns('running', { flow: ['Train'], status: ['RUNNING'] }),
      watchRuns('tagged', { tagsAll: ['x'] }),
    ])
    const start = api.backends.map(({ name }) => ({ kind: 'SNAPSHOT', id: null, backend: name, run: null }))
    expect([of('running'), of('tagged')]).toEqual([start, start])
    const { length } = start
    await recordRuns(api, [
      { flow: 'Train', tags: ['x'] },
      { flow: 'Other', tags: ['y'] },
    ])
    const second = { id: 'main:Train/2', backend: 'main', run: { number: 2, status: 'RUNNING' } }
    await expect.poll(() => of('running').slice(length)).toEqual([{ kind: 'ENTER', ...second }])
    await expect.poll(() => of('tagged').slice(length)).toContainEqual({ kind: 'ENTER', ...second })
    await verdict(api, 1, 'true')
    await expect
      .poll(() => of('running').slice(length + 1))
      .toEqual([
        { kind: 'LEAVE', id: 'main:Train/1', backend: 'main', run: { number: 1, status: 'COMPLETED' } },
      ])
    await verdict(api, 2, 'false')
    await expect
      .poll(() => of('running').slice(length + 2))
      .toEqual([{ kind: 'LEAVE', id: 'main:Train/2', backend: 'main', run: { number: 2, status: 'FAILED' } }])
  })

  it('say as of when they are, as queries do', async () => {
    const { of, events } = await stream([watchExecutions('w', ['a'])])
    await record(api, [begun('a')])
    await expect.poll(() => of('w').length).toBe(2)
    const { id, data } = events.findLast(({ event }) => event === 'next')!
    const tickOf = (extensions: unknown) => (extensions as { tick: Record<string, string> }).tick['main']!
    const tick = tickOf((data['payload'] as { extensions: unknown }).extensions)
    const { extensions } = await api.ask('{ executions(ids: ["a"]) { id } }')
    expect(tickOf(extensions)).toBe(tick)
    // What other operations are told of the same tick may be still under way.
    const [epoch, number] = tick.split('.')
    expect([`${epoch}.${Number(number) - 1}`, tick]).toContain(id)
  })

  it('go on from where a client was', async () => {
    await record(api, [begun('a'), begun('b'), begun('c')])
    await recordRuns(api, [{ flow: 'Train' }])
    const operations = [watchExecutions('w', ['a', 'b', 'c', 'd']), watchRuns('r', { flow: ['Train'] })]
    const first = await stream(operations)
    const { id } = first.events.findLast(({ event }) => event === 'beat')!
    await first.close()
    await finish(api, 'a')
    await remove(api, 'b')
    await recordRuns(api, [{ flow: 'Train' }])
    const second = await stream(operations, { 'last-event-id': id! })
    await expect.poll(() => second.of('r').at(-1)).toMatchObject({ id: 'main:Train/2' })
    // What is seen while it is told may be told twice.
    const told = () => new Set(second.of('w').map(({ kind, id }) => `${String(kind)} ${String(id)}`))
    await expect
      .poll(() => [[...told()].toSorted(), second.of('r')])
      .toEqual([['DELETE b', 'UPDATE a'], [expect.objectContaining({ id: 'main:Train/2' })]])
    expect(second.events.filter(({ event }) => event === 'reset')).toEqual([])
  })

  it('take and drop operations while they are open', async () => {
    const one = await stream([watchExecutions('w', ['a'])])
    const path = `/graphql/stream/${one.token()}`
    const added = await postTo(askOf(api.app), path, { add: [watchExecutions('x', ['a'])], drop: ['w'] })
    expect([added.status, await added.text()]).toEqual([204, ''])
    await expect.poll(() => one.of('x')).toMatchObject([{ kind: 'UNKNOWN' }])
    await record(api, [begun('a')])
    await expect.poll(() => one.of('x').slice(1)).toMatchObject([{ kind: 'UPDATE' }])
    expect(one.of('w')).toHaveLength(1)
    const unknown = await postTo(askOf(api.app), '/graphql/stream/other', { add: [], drop: ['w'] })
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ])
  })

  it('answer one subscription, query or mutation by POST /graphql', async () => {
    const single = readStream(
      await postTo(askOf(api.app), '/graphql', {
        query: 'subscription { executionsChanged(ids: ["a"]) { kind } }',
      }),
    )
    const kinds = () => single.events.map(({ event, data }) => [event, data['data']])
    await expect.poll(kinds).toEqual([['next', { executionsChanged: { kind: 'UNKNOWN' } }]])
    await record(api, [begun('a')])
    await expect.poll(kinds).toEqual([
      ['next', { executionsChanged: { kind: 'UNKNOWN' } }],
      ['next', { executionsChanged: { kind: 'UPDATE' } }],
    ])
    await single.close()
    for (const query of ['{ executions(ids: ["a"]) { id } }', '{ nothing }']) {
      const response = await postTo(askOf(api.app), '/graphql', { query })
      const plain = await api.ask(query)
      const events = eventsIn(await response.text())
      expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      expect(events.map(({ event }) => event)).toEqual(['next', 'complete'])
      expect(events[0]!.data['data']).toEqual(plain.data)
      expect(events[0]!.data['errors']).toEqual(plain.errors)
    }
  })

  it('end with a reset when the server closes', async () => {
    const one = await stream([watchExecutions('w', idsFrom('e', 500))])
    api.app.retire()
    await expect.poll(one.isOver).toBe(true)
    expect(one.events.at(-1)).toEqual({ event: 'reset', data: { operations: null } })
  })
})

describe.each(sized(setups, setups.slice(0, 1)))(
  'streams over $title, of which nothing is stored,',
  (setup) => {
    let api: Api
    beforeAll(async () => void (api = await startApi(setup)))
    afterAll(async () => {
      await api.app.close()
      await api.close()
    })

    it.each(['', 'garbage', 'other.1', '1.1.1', '.', '-1', '9'.repeat(5_000)])(
      'begin anew after %.20s',
      async (lastId) => {
        const { of, events, close } = await openStream(askOf(api.app), [watchExecutions('w', ['a'])], {
          'last-event-id': lastId,
        })
        expect(of('w').map(({ kind }) => kind)).toEqual(['UNKNOWN'])
        const resets = events.filter(({ event }) => event === 'reset').map(({ data }) => data)
        expect(resets).toEqual(lastId === '' ? [] : [{ operations: null }])
        await close()
      },
    )

    it.each(['application/json, text/event-stream', 'text/event-stream, */*'])(
      'answer a subscription also to who takes JSON too: %s',
      async (accept) => {
        const query = 'subscription { executionsChanged(ids: ["a"]) { kind } }'
        const single = readStream(await postTo(askOf(api.app), '/graphql', { query }, { accept }))
        const kinds = () => single.events.map(({ event, data }) => [event, data['data']])
        await expect.poll(kinds).toEqual([['next', { executionsChanged: { kind: 'UNKNOWN' } }]])
        await single.close()
      },
    )
  },
)
