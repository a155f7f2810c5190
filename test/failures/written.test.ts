import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { groupOf } from '../../src/db/fingerprint/fingerprint.ts'
import { claim, complete, leaseOf, node, startOne, tries } from '../setup/ask/queue.ts'
import { update } from '../setup/seeds/patches.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { type Api, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

const ended = (verdict: string, error?: string) => ({
  attempts: [{ number: 1, startedAt: at(0), finishedAt: at(9), verdict, error }],
})
const bytesOf = (text: string) => Buffer.byteLength(text)
const failedNode = (nodeId: string, error: string | undefined, ms: number, more: object = {}) => ({
  nodeId,
  status: 'FAILED',
  error,
  finishedAt: at(ms),
  ...more,
})

describe.each(setupsAndMemory.filter(({ kinds }) => Object.keys(kinds).length === 1))(
  'the group that is written with an error on $title',
  (setup) => {
    let api: Api
    let store: Sql
    beforeAll(async () => {
      api = await startApi(setup)
      store = openStores(api)[0]!
    })
    afterAll(async () => {
      await store.close()
      await api.close()
    })
    beforeEach(async () => {
      await store.run('delete from executions')
      await store.run('delete from node_results')
    })

    async function written(): Promise<Record<string, unknown>> {
      const rows = await store.run('select execution_id, failure_group, failure_bytes from executions')
      return Object.fromEntries(
        rows.map(({ execution_id: id, failure_group: group, failure_bytes: bytes }) => [
          String(id),
          [group, bytes === null ? null : Number(bytes)],
        ]),
      )
    }
    const grouped = (error: string) => [groupOf(error), bytesOf(error)]
    const none = [null, null]

    it('is that of its attempt, as it was recorded', async () => {
      await record(api, [
        begun('failed', 0, ended('FAILED', 'disk 7 is full, çà')),
        begun('late', 0, ended('TIMED_OUT', 'no answer in 30 s')),
        begun('cancelled', 0, ended('CANCELLED', 'not needed')),
        begun('ok', 0, ended('OK')),
        begun('open'),
        begun('silent', 0, ended('FAILED')),
        begun('retried', 0, {
          attempts: [...ended('FAILED', 'x').attempts, { number: 2, startedAt: at(20) }],
        }),
      ])
      expect(await written()).toEqual({
        failed: grouped('disk 7 is full, çà'),
        late: grouped('no answer in 30 s'),
        ...{ cancelled: none, ok: none, open: none, retried: none },
        silent: [null, 0],
      })
      const replaced = [begun('failed', 0, ended('OK')), begun('ok', 0, ended('FAILED', 'gone'))]
      const mutation = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }`
      await api.data(mutation, { input: { onConflict: 'REPLACE', executions: replaced } })
      expect(await written()).toMatchObject({ failed: none, ok: grouped('gone') })
    })

    it('is that of the node that failed first, without an error of its own', async () => {
      const nodeResults = [
        failedNode('b', 'second', 5),
        failedNode('a', 'first', 3),
        failedNode('c', undefined, 1),
        failedNode('d', 'mended', 1, { attempt: 1 }),
        { nodeId: 'd', status: 'COMPLETED', attempt: 2 },
      ]
      await record(api, [
        begun('blank', 0, { ...ended('FAILED', ' \n'), nodeResults }),
        begun('none', 0, { ...ended('FAILED'), nodeResults }),
        begun('own', 0, { ...ended('FAILED', 'own'), nodeResults }),
      ])
      const first = groupOf('first')
      expect(await written()).toEqual({ blank: [first, 2], none: [first, 0], own: grouped('own') })
    })

    it('follows the attempts that patches end and begin', async () => {
      await record(
        api,
        ['a', 'b', 'c', 'd', 'e'].map((id) => begun(id)),
      )
      await update(api, [
        { id: 'a', finishAttempt: { verdict: 'FAILED', error: 'disk 3 is full' } },
        { id: 'b', status: 'timed_out', error: 'too late' },
        { id: 'c', status: 'cancelled', error: 'not needed' },
        { id: 'd', nodeResults: [failedNode('x', 'later', 9)] },
        { id: 'e', finishAttempt: { verdict: 'FAILED' } },
      ])
      await update(api, [
        { id: 'd', nodeResults: [failedNode('y', 'earlier', 2)], finishAttempt: { verdict: 'FAILED' } },
      ])
      expect(await written()).toEqual({
        a: grouped('disk 3 is full'),
        b: grouped('too late'),
        c: none,
        d: [groupOf('earlier'), 0],
        e: [null, 0],
      })
      await update(api, [
        { id: 'a', startAttempt: {} },
        { id: 'b', addTags: ['kept'] },
        { id: 'e', startAttempt: {}, finishAttempt: { verdict: 'FAILED', error: 'again' } },
      ])
      expect(await written()).toMatchObject({ a: none, b: grouped('too late'), e: grouped('again') })
    })

    it('is that of a node that failed in the queue', async () => {
      const id = await startOne(api, { nodes: [node('fetch', tries(1))], edges: [] })
      const [action] = await claim(api)
      await complete(api, [{ ...leaseOf(action!), error: 'HTTP 502 from ledger-7' }])
      expect(await written()).toMatchObject({ [id]: grouped('Node "fetch" failed: HTTP 502 from ledger-7') })
      expect(groupOf('Node "fetch" failed: HTTP 502 from ledger-7')).toBe(
        groupOf('Node "load" failed: HTTP 502 from ledger-12'),
      )
    })
  },
)
