import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { localQueue } from '../../src/db/queue/local.ts'
import { wakeAt } from '../../src/db/queue/wake.ts'
import { parseBackend } from '../../src/db/url.ts'
import { claim, node, start, startOne } from '../setup/ask/queue.ts'
import { asking, dagOf, never, newKind } from '../setup/ask/waiting.ts'
import { openStores } from '../setup/servers/sql.ts'
import { kinds, postgresKinds } from '../setup/servers/stores.ts'
import { type Workplace, ended, neverPoll, openWorkplace, until } from '../setup/servers/workers.ts'

describe.each(kinds)('a claim that waits, on %s,', (kind) => {
  let place: Workplace
  beforeAll(async () => {
    const scarce = (url: string) => (postgresKinds.includes(kind) ? `${url}?pool=1&write-pool=1` : url)
    place = await openWorkplace({ kind }, { pollMs: neverPoll }, scarce)
  })
  afterAll(() => place.close())

  it('is answered as soon as there is work, and holds no connection meanwhile', async () => {
    const names = Array.from({ length: 5 }, newKind)
    const claims = names.map((name) => place.queue.claim(asking(name), never))
    const { api } = place
    for (const name of names) await startOne(api, dagOf(name))
    expect((await Promise.all(claims)).map((actions) => actions.map((one) => one.kind))).toEqual(
      names.map((name) => [name]),
    )
  })

  it('wakes all, and each action is given once', async () => {
    const name = newKind()
    const claims = Array.from({ length: 4 }, () => place.queue.claim({ ...asking(name), limit: 1 }, never))
    await start(
      place.api,
      Array.from({ length: 4 }, () => ({ flow: 'Work' })),
      dagOf(name),
    )
    const ids = (await Promise.all(claims)).flat().map(({ executionId }) => executionId)
    expect([ids.length, new Set(ids).size]).toEqual([4, 4])
  })

  it('takes nothing for whoever has hung up', async () => {
    const name = newKind()
    const hangup = new AbortController()
    const query = `mutation { claimActions(input: { worker: "gone", kinds: ["${name}"], wait: 20000 }) { actions { nodeId } } }`
    const gone = fetch(place.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: hangup.signal,
    })
    await until(async () => (await seenWorkers(place)).includes('gone'))
    hangup.abort()
    await expect(gone).rejects.toThrow('aborted')
    // A request on its heels: the server has heard of the end by then.
    for (let index = 0; index < 20; index++) await fetch(place.url, { method: 'GET' })
    const id = await startOne(place.api, dagOf(name))
    const [action] = await claim(place.api, { kinds: [name], wait: 20_000 })
    expect([action!.executionId, action!.attempt]).toEqual([id, 1])
  })

  it('gives back what it takes while whoever asked hangs up', async () => {
    const name = newKind()
    const id = await startOne(place.api, dagOf(name))
    const hangup = new AbortController()
    const taken = place.queue.claim(asking(name), hangup.signal)
    hangup.abort()
    expect(await taken).toEqual([])
    const [action] = await place.queue.claim(asking(name), never)
    expect([action!.executionId, action!.attempt]).toEqual([id, 1])
  })
})

it.each(kinds)(
  'is answered when an execution ends and leaves its place to the next, on %s',
  async (kind) => {
    const place = await openWorkplace({ kind }, { pollMs: neverPoll, openExecutions: 1 })
    const name = newKind()
    const worker = place.hire({
      handlers: {
        [name]: ({ attempt }) => {
          if (attempt === 1) throw new Error('once')
        },
      },
    })
    const dag = { nodes: [node('n', { kind: name, retry: { maxAttempts: 2, delayMs: 1 } })] }
    const ids = (
      await start(
        place.api,
        Array.from({ length: 5 }, () => ({ flow: 'Work' })),
        dag,
      )
    ).map(({ id }) => id!)
    const seen = await ended(place.api, ids)
    expect(seen.map(({ status }) => status)).toEqual(ids.map(() => 'COMPLETED'))
    await worker.stop()
    await place.close()
  },
  // Without being woken, its claims would find each of the five only when they have waited for 20 seconds.
  60_000,
)

async function seenWorkers({ api }: Workplace): Promise<string[]> {
  const [store] = openStores(api)
  const rows = await store!.run('select worker_id from workers')
  await store!.close()
  return rows.map((row) => String(row['worker_id']))
}

it.each(kinds)(
  'a server that closes answers claims that wait at once, on %s',
  async (kind) => {
    const place = await openWorkplace({ kind }, { pollMs: neverPoll })
    const waiting = claim(place.api, { kinds: [newKind()], wait: 20_000 })
    await until(async () => (await seenWorkers(place)).length > 0)
    place.api.app.retire()
    expect(await waiting).toEqual([])
    await place.close()
  },
  // Sooner than the claim's own end.
  19_000,
)

describe.each(kinds)('processes over one store, on %s:', (kind) => {
  let place: Workplace
  let other: Backend
  beforeAll(async () => {
    // A file tells nobody that it has changed: there a claim looks again, now and then.
    place = await openWorkplace({ kind }, kind === 'sqlite' ? {} : { pollMs: neverPoll })
    other = await openBackend(parseBackend(`main=${place.api.places[0]!.url}`))
  })
  afterAll(async () => {
    await other.close()
    await place.close()
  })
  const elsewhere = () => localQueue(other, kind === 'sqlite' ? {} : { pollMs: neverPoll })

  it('what one starts, a claim that waits in the other is given', async () => {
    const name = newKind()
    const waiting = elsewhere().claim(asking(name), never)
    const id = await startOne(place.api, dagOf(name))
    expect((await waiting).map(({ executionId }) => executionId)).toEqual([id])
  })

  it('what one makes ready by completing, too', async () => {
    const name = newKind()
    const dag = {
      nodes: [node('a', { kind: `${name} a` }), node('b', { kind: `${name} b` })],
      edges: [{ source: 'a', target: 'b' }],
    }
    await startOne(place.api, dag)
    const [first] = await claim(place.api, { kinds: [`${name} a`] })
    const waiting = elsewhere().claim(asking(`${name} b`), never)
    await place.queue.complete([{ ...leaseOf(first!), outcome: { output: '1' } }])
    expect((await waiting).map(({ nodeId, input }) => [nodeId, input])).toEqual([['b', { a: 1 }]])
  })

  it('what one begins but does not take, too', async () => {
    const name = newKind()
    const waiting = elsewhere().claim(asking(name), never)
    const greedy = claim(place.api, { kinds: [newKind()], limit: 100, wait: 20_000 })
    await startOne(place.api, dagOf(name))
    expect(await waiting).toHaveLength(1)
    place.api.app.retire()
    await greedy
  })
})

const leaseOf = ({
  executionId,
  nodeId,
  leaseToken,
}: {
  executionId: string
  nodeId: string
  leaseToken: string
}) => ({
  executionId,
  nodeId,
  leaseToken,
})

it('what is due in months, since the clock was set back, is not looked at all the time', async () => {
  const backend = await openBackend(parseBackend('main=memory:'))
  vi.useFakeTimers()
  wakeAt(backend, Date.now() + 2 ** 33)
  const looks = vi.spyOn(Date, 'now')
  vi.advanceTimersByTime(60_000)
  expect(looks).not.toHaveBeenCalled()
  vi.useRealTimers()
  vi.restoreAllMocks()
  await backend.close()
})
