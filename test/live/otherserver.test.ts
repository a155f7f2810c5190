import { afterEach, describe, expect, it } from 'vitest'
import { openStream, postTo, watchExecutions, watchRuns } from '../setup/ask/streams.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})
const askOf =
  ({ url }: Here) =>
  (path: string, init: RequestInit) =>
    fetch(`${url}${path}`, init)

describe.each(kinds)('of two servers over %s, one', (kind) => {
  it('does not take what the other has given: a token is not known, and an id begins anew', async () => {
    const place = await newReadyPlace(kind)
    opened.push(() => place.remove())
    const start = async () => {
      const server = await serveHere(place.url)
      opened.push(server.close)
      return server
    }
    const [one, other] = await Promise.all([start(), start()])
    await one.ask(`mutation {
      recordExecutions(input: { executions: [{ id: "a", flow: "F" }] }) { results { ok } }
      recordRuns(input: { runs: [{ flow: "F" }] }) { results { ok } }
    }`)
    const operations = [watchExecutions('w', ['a']), watchRuns('r', {})]
    const stream = await openStream(askOf(one), operations)
    opened.push(() => stream.close())
    const change = { add: [watchExecutions('x', ['a'])], drop: ['w'] }
    const refused = await postTo(askOf(other), `/graphql/stream/${stream.token()}`, change)
    expect([refused.status, await refused.json()]).toEqual([
      404,
      {
        errors: [
          {
            message: 'No open stream of this server has this token. Open a new one.',
            extensions: { code: 'NOT_FOUND', field: 'token' },
          },
        ],
        extensions: { requestId: expect.any(String) as unknown },
      },
    ])
    const pending = { id: 'a', status: 'PENDING' }
    const first = [{ kind: 'SNAPSHOT', id: 'a', backend: 'main', execution: pending }]
    const runs = [{ kind: 'SNAPSHOT', id: null, backend: 'main', run: null }]
    const { id } = stream.events.findLast((event) => event.id !== undefined)!
    const moved = await openStream(askOf(other), operations, { 'last-event-id': id! })
    opened.push(() => moved.close())
    expect(moved.events.filter(({ event }) => event === 'reset')).toEqual([
      { event: 'reset', data: { operations: null } },
    ])
    expect([moved.of('w'), moved.of('r')]).toEqual([first, runs])
    const [epochs, ids] = [stream, moved].reduce<[unknown[], unknown[]]>(
      ([all, newest], { events }) => [
        [...all, events[0]!.data['epoch']],
        [...newest, events.findLast((event) => event.id !== undefined)!.id!.split('.')[0]],
      ],
      [[], []],
    )
    expect(ids).toEqual(epochs)
    expect(new Set(epochs).size).toBe(2)
    // Nothing of the refused change was done: both go on.
    await other.ask('mutation { deleteExecutions(input: { ids: ["a"] }) { results { ok } } }')
    const gone = { kind: 'DELETE', id: 'a', backend: 'main', execution: null }
    await expect
      .poll(() => [stream.of('w'), moved.of('w')])
      .toEqual([
        [...first, gone],
        [...first, gone],
      ])
    expect(stream.of('x')).toEqual([])
  })
})
