import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const remove = (api: Api, ids: readonly string[], backend = 'main') =>
  api.data(
    `mutation Remove($ids: [ID!]!, $backend: String) {
      deleteExecutions(input: { ids: $ids, backend: $backend }) { results { ok } }
    }`,
    { ids, backend },
  )
const note = (api: Api, ids: readonly string[], text: string) =>
  api.data(
    `mutation Note($executions: [ExecutionPatch!]!) {
      updateExecutions(input: { executions: $executions }) { results { ok } }
    }`,
    { executions: ids.map((id) => ({ id, metadata: [{ field: 'note', value: text }] })) },
  )

describe.each(['sqlite', postgresKinds[0]!])('what a stream over %s could miss', (kind) => {
  let api: Api
  const open: StreamOf[] = []
  beforeEach(async () => void (api = await startApi({ title: kind, kinds: { main: kind, other: 'memory' } })))
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

  it('is told to those who watched before, when somebody else looks first', async () => {
    const ids = idsFrom('e', sized(20, 8))
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const first = await stream([watchExecutions('w', ids)])
    for (const id of ids) {
      await remove(api, [id])
      await stream([watchExecutions('w', [id])])
    }
    await expect
      .poll(() => new Set(first.of('w').flatMap(({ kind: what, id }) => (what === 'DELETE' ? [id] : []))))
      .toEqual(new Set(ids))
  })

  it('is the execution of another backend, when the one that hid it is deleted', async () => {
    await record(api, [begun('a')])
    await record(api, [begun('a')], 'other')
    const { of } = await stream([watchExecutions('w', ['a'])])
    expect(of('w')).toMatchObject([{ kind: 'SNAPSHOT', backend: 'main' }])
    await remove(api, ['a'])
    await expect.poll(() => of('w').at(-1)).toMatchObject({ backend: 'other', execution: { id: 'a' } })
  })

  it('is told after a break to the slower of two operations', async () => {
    const ids = idsFrom('e', 200)
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const fields = 'kind id execution { id metadata(first: 20) { nodes { value } } }'
    const nested = {
      ...watchExecutions('slow', ids),
      query: `subscription Slow($ids: [ID!]!) { executionsChanged(ids: $ids) { ${fields} } }`,
    }
    const operations = [nested, watchExecutions('fast', ids)]
    for (let round = 0; round < 2; round++) {
      const one = await stream(operations)
      const before = one.of('fast').length
      await note(api, ids, `round ${round}`)
      await expect.poll(() => one.of('fast').length).toBeGreaterThan(before)
      const lastId = one.events.findLast(({ id }) => id !== undefined)!.id!
      const told = one.of('slow')
      await one.close()
      const two = await stream(operations, { 'last-event-id': lastId })
      const notedIn = (events: ReturnType<StreamOf['of']>) =>
        events.flatMap((event) => (JSON.stringify(event).includes(`round ${round}`) ? [event['id']] : []))
      await expect.poll(() => new Set([...notedIn(told), ...notedIn(two.of('slow'))]).size).toBe(ids.length)
    }
  })

  it('is a run that matched only between two looks', async () => {
    await storeRuns(api, [{ flow: 'F', number: 1, heartbeatAt: '2026-01-01T00:00:00Z' }])
    const query = `subscription { runsChanged(filter: { heartbeatAfter: "2026-02-01T00:00:00Z", heartbeatBefore: "2026-03-01T00:00:00Z" }) { kind id } }`
    const { of } = await stream([{ id: 'r', query }])
    const beat = (at: string) =>
      api.data(
        `mutation { heartbeatRuns(input: { heartbeats: [{ flow: "F", number: 1, at: "${at}" }] }) { results { ok } } }`,
      )
    await beat('2026-01-02T00:00:00Z')
    await expect.poll(() => of('r').length).toBeGreaterThan(0)
    await beat('2026-02-02T00:00:00Z')
    await beat('2026-03-02T00:00:00Z')
    await expect.poll(() => of('r').at(-1)).toMatchObject({ kind: 'LEAVE' })
  })
})
