import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Operation, type StreamOf, postTo, readStream, watchExecutions } from '../setup/ask/streams.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { answerIn } from '../setup/servers/api.ts'
import { type Gated, startGated } from '../setup/servers/gated.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** So many beginnings of one client are under way at once. */
const turns = 8
const snapshot = (id: string) => ({
  kind: 'SNAPSHOT',
  id,
  backend: 'main',
  execution: { id, status: 'RUNNING' },
})

/** The store waits for the test, whichever it is. */
describe.each(sized(kinds, ['sqlite']))('operations that wait for their first answer, on %s,', (kind) => {
  let server: Gated
  const streams: StreamOf[] = []
  beforeEach(async () => {
    server = await startGated(kind)
    await record(
      server.api,
      ['a', 'b', 'c', 'd'].map((id) => begun(id)),
    )
  })
  afterEach(async () => {
    for (const stream of streams.splice(0)) await stream.close()
    await server.close()
  })
  /** A stream that has answered, and told nothing but that it is open. */
  const open = async (operations: readonly Operation[]) => {
    const stream = readStream(await postTo(server.ask, '/graphql/stream', { operations }))
    streams.push(stream)
    await expect.poll(() => stream.events.map(({ event }) => event)).toContain('open')
    return stream
  }
  const change = async (stream: StreamOf, body: object) => {
    const response = await postTo(server.ask, `/graphql/stream/${stream.token()}`, body)
    const text = await response.text()
    return [response.status, text === '' ? null : answerIn(text)]
  }
  const isTold = (stream: StreamOf) => expect.poll(() => stream.events.at(-1)?.event).toBe('beat')

  it.each([0, turns])(
    'are not told when they are dropped or sent anew meanwhile, beside %i others',
    async (others) => {
      server.shut()
      for (let other = 0; other < others; other++) await open([watchExecutions('w', ['a'])])
      const stream = await open([watchExecutions('first', ['a']), watchExecutions('gone', ['a'])])
      const adds = [watchExecutions('x', ['a']), watchExecutions('y', ['b']), watchExecutions('z', ['c'])]
      expect(await change(stream, { add: adds, drop: ['gone'] })).toEqual([204, null])
      expect(await change(stream, { add: [watchExecutions('y', ['d'])], drop: ['x', 'nobody'] })).toEqual([
        204,
        null,
      ])
      server.open()
      await isTold(stream)
      await expect
        .poll(() => Object.fromEntries(['first', 'gone', 'x', 'y', 'z'].map((id) => [id, stream.of(id)])))
        .toEqual({ first: [snapshot('a')], gone: [], x: [], y: [snapshot('d')], z: [snapshot('c')] })
      await server.api.data(`mutation { updateExecutions(input: { executions: [
      { id: "a", finishAttempt: { verdict: OK } }, { id: "b", finishAttempt: { verdict: OK } },
      { id: "d", finishAttempt: { verdict: OK } }] }) { results { ok } } }`)
      const done = (id: string) => ({
        kind: 'UPDATE',
        id,
        backend: 'main',
        execution: { id, status: 'COMPLETED' },
      })
      await expect
        .poll(() =>
          Object.fromEntries(['first', 'gone', 'x', 'y', 'z'].map((id) => [id, stream.of(id).slice(1)])),
        )
        .toEqual({ first: [done('a')], gone: [], x: [], y: [done('d')], z: [] })
    },
  )

  it.each([0, turns])('are counted, beside %i others', async (others) => {
    server.shut()
    for (let other = 0; other < others; other++) await open([watchExecutions('w', ['a'])])
    const named = (prefix: string, count: number) =>
      idsFrom(prefix, count).map((id) => watchExecutions(id, ['a']))
    const stream = await open(named('o', 15))
    const tooMany = (received: number) => [
      400,
      {
        errors: [
          expect.objectContaining({
            extensions: { code: 'BATCH_TOO_LARGE', field: 'add', limit: 20, received },
          }),
        ],
      },
    ]
    expect(await change(stream, { add: named('p', 15) })).toEqual(tooMany(30))
    expect(await change(stream, { add: named('p', 5) })).toEqual([204, null])
    expect(await change(stream, { add: named('q', 1) })).toEqual(tooMany(21))
    // Those that are sent anew, or dropped, make room.
    expect(await change(stream, { add: [...named('o', 2), ...named('q', 1)], drop: ['o14'] })).toEqual([
      204,
      null,
    ])
    server.open()
    const told = () => stream.events.flatMap(({ event, data }) => (event === 'next' ? [data['id']] : []))
    await expect.poll(() => new Set(told())).toEqual(new Set([...idsFrom('o', 14), ...idsFrom('p', 5), 'q0']))
    expect(stream.of('o14')).toEqual([])
  })

  it('are refused by name when too many of one client wait, and the server lives', async () => {
    server.shut()
    const stream = await open([watchExecutions('first', ['a'])])
    const answers: unknown[] = []
    const names = idsFrom('n', 1_300).values()
    const lane = async () => {
      for (const id of names) answers.push((await change(stream, { add: [watchExecutions('x', [id])] }))[0])
    }
    await Promise.all(Array.from({ length: 20 }, lane))
    expect(new Set(answers)).toEqual(new Set([204]))
    server.open()
    await isTold(stream)
    const refused = stream.events.filter(({ event }) => event === 'error')
    for (const { data } of refused)
      expect(data).toEqual({
        id: 'x',
        errors: [expect.objectContaining({ extensions: { code: 'RATE_LIMITED', limit: 1_000 } })],
      })
    await expect.poll(() => change(stream, { add: [watchExecutions('later', ['b'])] })).toEqual([204, null])
    await expect.poll(() => stream.of('later')).toEqual([snapshot('b')])
  })

  it('are not begun when the stream is closed meanwhile', async () => {
    server.shut()
    for (let other = 0; other < turns; other++) await open([watchExecutions('w', ['a'])])
    const stream = await open([watchExecutions('first', ['a'])])
    expect(await change(stream, { add: [watchExecutions('x', ['b'])] })).toEqual([204, null])
    await stream.close()
    const unknown = [
      404,
      { errors: [expect.objectContaining({ extensions: { code: 'NOT_FOUND', field: 'token' } })] },
    ]
    await expect.poll(() => change(stream, { add: [watchExecutions('y', ['c'])] })).toEqual(unknown)
    server.open()
    const other = await open([watchExecutions('w', ['a'])])
    await expect.poll(() => other.of('w')).toEqual([snapshot('a')])
    expect(stream.of('x')).toEqual([])
  })

  it('are refused when the server ends the stream, also one that nobody reads', async () => {
    const stream = await open([watchExecutions('w', ['a'])])
    await isTold(stream)
    const unread = await postTo(server.ask, '/graphql/stream', { operations: [watchExecutions('w', ['a'])] })
    server.api.app.retire()
    const answer = await change(stream, { add: [watchExecutions('x', ['a'])] })
    expect(answer).toEqual([
      404,
      { errors: [expect.objectContaining({ extensions: { code: 'NOT_FOUND', field: 'token' } })] },
    ])
    await expect.poll(stream.isOver).toBe(true)
    expect(stream.events.at(-1)).toEqual({ event: 'reset', data: { operations: null } })
    // What changes now is written to none of them.
    await record(server.api, [begun('a', 0, { flow: 'Other' })]).catch(() => {})
    await unread.body!.cancel()
  })
})

describe('a body with one id twice', () => {
  it('is refused as a whole, and names the second', async () => {
    const server = await startGated('memory')
    const twice = [watchExecutions('o', ['a']), watchExecutions('p', ['a']), watchExecutions('o', ['b'])]
    const refusal = async (path: string, body: object) => {
      const response = await postTo(server.ask, path, body)
      return [response.status, answerIn(await response.text())]
    }
    const refused = (field: string) => [
      400,
      {
        errors: [
          { message: `"${field}" repeats the id "o".`, extensions: { code: 'BAD_USER_INPUT', field } },
        ],
      },
    ]
    expect(await refusal('/graphql/stream', { operations: twice })).toEqual(refused('operations[2].id'))
    const stream = readStream(
      await postTo(server.ask, '/graphql/stream', { operations: [watchExecutions('o', ['a'])] }),
    )
    await expect.poll(() => stream.of('o').length).toBe(1)
    expect(await refusal(`/graphql/stream/${stream.token()}`, { add: twice })).toEqual(refused('add[2].id'))
    // Nothing of it was done.
    expect(stream.of('p')).toEqual([])
    await stream.close()
    await server.close()
  })
})
