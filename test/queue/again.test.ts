import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import {
  cancel,
  claim,
  complete,
  done,
  edge,
  leaseOf,
  node,
  retry,
  startOne,
  tries,
} from '../setup/ask/queue.ts'

const dag = { nodes: [node('a'), node('b', tries(1))], edges: [edge('a b')] }
const state = 'id status statusReason attempt finishedAt durationMs error failure { summary }'

describe.each(aloneSetups)('an execution that is to be tried again, on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())

  async function failed(): Promise<string> {
    const id = await startOne(api, dag, { runNumber: 1, step: 'work' })
    await done(api, (await claim(api))[0]!)
    await done(api, (await claim(api))[0]!, { error: 'broken' })
    return id
  }
  const waiting = { status: 'PENDING', statusReason: 'QUEUED', finishedAt: null, durationMs: null }
  const without = { error: null, failure: null }

  const seen = (ids: readonly string[]) =>
    api.data<{
      executions: object[]
      pending: { nodes: { id: string }[] }
      over: { nodes: { id: string }[] }
      executionStats: { counts: { status: string; value: number }[] }
      failureGroups: { nodes: { count: number }[] }
    }>(
      `query ($ids: [ID!]!) {
          executions(ids: $ids) { ${state} attempts { nodes { number status error } } }
          pending: executionHistory(filter: { status: [PENDING] }) { nodes { id } }
          over: executionHistory(filter: { status: [FAILED, CANCELLED] }) { nodes { id } }
          executionStats { counts { status value } }
          failureGroups { nodes { count } }
        }`,
      { ids },
    )

  const late = async (id: string, change: string) => {
    const { updateExecutions } = await api.data<{
      updateExecutions: { results: { ok: boolean; problem: { message: string } | null }[] }
    }>(
      `mutation { updateExecutions(input: { executions: [{ id: "${id}", ${change} }] }) { results { ok problem { message } } } }`,
    )
    const { ok, problem } = updateExecutions.results[0]!
    return problem?.message ?? ok
  }

  it('waits from the moment that this is acknowledged until a worker claims, for every reader', async () => {
    const bad = await failed()
    const off = await startOne(api, dag)
    await cancel(api, [off])
    const ids = [bad, off]
    const stream = await openStream(askOf(api.app), [
      watchExecutions('one', ids, 'id status statusReason attempt'),
    ])
    const kinds = () => stream.of('one').map(({ kind, execution }) => [kind, execution])
    expect((await seen(ids)).failureGroups.nodes).toEqual([{ count: 1 }])
    await retry(api, ids)
    const found = await seen(ids)
    expect(found.executions).toEqual([
      {
        ...{ id: bad, ...waiting, ...without, attempt: 1 },
        attempts: { nodes: [{ number: 1, status: 'FAILED', error: 'Node "b" failed: broken' }] },
      },
      {
        ...{ id: off, ...waiting, ...without, attempt: 0 },
        attempts: { nodes: [] },
      },
    ])
    expect(found.pending.nodes.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(found.over.nodes).toEqual([])
    expect(found.executionStats.counts.filter(({ value }) => value > 0)).toEqual([
      { status: 'PENDING', value: 2 },
    ])
    expect(found.failureGroups.nodes).toEqual([])
    const pending = { status: 'PENDING', statusReason: 'QUEUED' }
    for (const [attempt, id] of [off, bad].entries())
      await expect.poll(kinds).toContainEqual(['UPDATE', { id, ...pending, attempt }])
    const held = await claim(api)
    const again = [
      { id: bad, status: 'RUNNING', statusReason: 'RETRYING', attempt: 2 },
      { id: off, status: 'RUNNING', statusReason: 'ATTEMPT_STARTED', attempt: 1 },
    ]
    expect((await seen(ids)).executions).toMatchObject(again)
    for (const one of again) await expect.poll(kinds).toContainEqual(['UPDATE', one])
    await stream.close()
    await complete(
      api,
      held.map((action) => ({ ...leaseOf(action), error: 'no', final: true })),
    )
    await cancel(api, ids)
  })

  it('has not begun if it was called off before a worker claimed, until an attempt begins', async () => {
    const id = await startOne(api, dag)
    await cancel(api, [id])
    expect(await late(id, 'status: "cancelled"')).toBe(true)
    const early = 'It was cancelled before its first attempt. Begin an attempt.'
    for (const status of ['running', 'pending', 'failed'])
      expect(await late(id, `status: "${status}"`)).toBe(early)
    expect(await late(id, 'finishAttempt: { verdict: OK }')).toBe('No attempt has begun, so none can end.')
    expect(await late(id, 'state: WAITING')).toBe('No attempt has begun, and a state needs an open attempt.')
    const { executions } = await seen([id])
    expect(executions).toMatchObject([{ id, status: 'CANCELLED', attempt: 0, attempts: { nodes: [] } }])
    expect(await late(id, 'startAttempt: {}')).toBe(true)
    expect((await seen([id])).executions).toMatchObject([{ id, status: 'RUNNING', attempt: 1 }])
    expect(await late(id, 'status: "cancelled"')).toBe(true)
  })

  it('has ended as far as its last attempt goes, and is not begun by a late word of that', async () => {
    const id = await failed()
    await retry(api, [id])
    expect(await late(id, 'finishAttempt: { number: 1, verdict: FAILED }')).toBe(true)
    expect(await late(id, 'status: "failed"')).toBe(true)
    expect(await late(id, 'status: "pending"')).toBe(true)
    expect(await late(id, 'finishAttempt: { verdict: OK }')).toBe(
      'Attempt 1 already ended FAILED, and its verdict is final. Begin a new attempt.',
    )
    expect(await late(id, 'state: WAITING')).toBe(
      'Attempt 1 ended before it was queued again and is final. Begin a new attempt.',
    )
    expect((await seen([id])).executions).toMatchObject([{ id, ...waiting, attempt: 1 }])
    await cancel(api, [id])
    expect((await seen([id])).executions).toMatchObject([{ id, status: 'CANCELLED', attempt: 2 }])
  })
})
