import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandLine, newChange, noteAudit, toChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { entriesOf, told } from '../setup/ask/audit.ts'
import { cancel, claim, complete, extend, leaseOf, retry, start } from '../setup/ask/queue.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { refuseCommit } from '../setup/servers/failing.ts'
import { update } from '../setup/seeds/patches.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { storedIds } from '../setup/seeds/retention.ts'
import { sendRuns, storeFacts, storeHeartbeats } from '../setup/seeds/runs.ts'
import { openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const deleting = `mutation ($ids: [ID!]!, $backend: String) {
  deleteExecutions(input: { ids: $ids, backend: $backend }) { results { ok problem { code } } } }`
const clearing = `mutation ($confirm: String!) {
  clearExecutions(input: { backend: "main", confirm: $confirm }) { deleted } }`
const dag = { nodes: [{ id: 'a', kind: 'Operation' }] }
const open = { backend: 'main', via: 'API', actor: 'anybody', tokenId: null, address: null, detail: null }

describe.each(sized(setups, aloneSetups))('the audit of $title', (setup) => {
  let api: Api
  beforeEach(async () => void (api = await startApi(setup)))
  afterEach(() => api.close())
  const remove = (ids: readonly string[], backend?: string) => api.data(deleting, { ids, backend })

  it('has one entry for each mutation, with what it changed indeed', async () => {
    const began = new Date().toISOString()
    await record(api, [begun('a'), begun('b'), begun('c')])
    await start(api, [{ flow: 'F', id: 'q' }], dag)
    await cancel(api, ['q', 'a', 'nobody'])
    await retry(api, ['q'])
    await remove(['a', 'nobody', 'a'])
    for (const backend of Object.keys(setup.kinds).slice(1)) {
      await record(api, [begun('a')], backend)
      await remove(['a'], backend)
    }
    await api.data(clearing, { confirm: 'main' })
    const found = await entriesOf(api)
    const deleted = { ...open, action: 'DELETE_EXECUTIONS', count: 1, ids: ['a'] }
    expect(told(found)).toEqual([
      { ...open, action: 'CANCEL_EXECUTIONS', count: 1, ids: ['q'] },
      { ...open, action: 'RETRY_EXECUTIONS', count: 1, ids: ['q'] },
      ...Object.keys(setup.kinds).map((backend) => ({ ...deleted, backend })),
      { ...open, action: 'CLEAR_EXECUTIONS', count: 3, ids: ['b', 'c', 'q'] },
    ])
    const end = new Date().toISOString()
    expect(found.filter(({ at }) => at < began || at > end)).toEqual([])
    expect(found.every(({ id, backend }) => id.startsWith(`${backend}:`))).toBe(true)
  })

  it('has none of what is not audited, nor of what changed nothing', async () => {
    await record(api, [begun('a')])
    await update(api, [{ id: 'a', addTags: ['x'] }])
    await sendRuns(api, [{ flow: 'F', number: 1 }])
    await storeHeartbeats(api, [{ flow: 'F', number: 1 }])
    await storeFacts(api, [{ execution: 'a', field: 'note', value: 'x' }])
    await start(api, [{ flow: 'F', id: 'q' }], dag)
    const [action] = await claim(api)
    await extend(api, [{ ...leaseOf(action!), leaseMs: 60_000 }])
    await complete(api, [{ ...leaseOf(action!), output: 1 }])
    await remove(['nobody', ''])
    await cancel(api, ['a', 'nobody', 'q'])
    await retry(api, ['a', 'nobody', 'q'])
    expect((await api.ask(clearing, { confirm: 'other' })).errors).toHaveLength(1)
    expect(await entriesOf(api)).toEqual([])
    await remove(['a', 'q'])
    await api.data(clearing, { confirm: 'main' })
    expect(told(await entriesOf(api)).map(({ action, count }) => [action, count])).toEqual([
      ['DELETE_EXECUTIONS', 2],
    ])
  })

  it('tells apart those who are written in one transaction', async () => {
    const ids = idsFrom('e-', 40)
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const pairs = idsFrom('', 20).map((_, index) => ids.slice(2 * index, 2 * index + 2))
    await Promise.all(pairs.map((pair) => remove(pair)))
    const found = await entriesOf(api)
    expect(found.map(({ count }) => count)).toEqual(pairs.map(() => 2))
    expect(found.map((entry) => entry.ids.join()).toSorted()).toEqual(
      pairs.map((pair) => pair.join()).toSorted(),
    )
  })

  it('is one entry for all that one call deletes in many transactions', async () => {
    const ids = idsFrom('e-', 1_200)
    for (let first = 0; first < ids.length; first += 400)
      await record(
        api,
        ids.slice(first, first + 400).map((id) => begun(id)),
      )
    await api.data(clearing, { confirm: 'main' })
    const [entry, ...others] = await entriesOf(api)
    const first = ids.toSorted().slice(0, entry!.ids.length)
    expect(told([entry!])).toEqual([{ ...open, action: 'CLEAR_EXECUTIONS', count: 1_200, ids: first }])
    expect([others, first.length >= 10, first.length <= 100]).toEqual([[], true, true])
  })

  it('and the change are both there or none', async () => {
    await record(api, [begun('a')])
    const [backend] = api.backends
    const [sql] = openStores(api)
    const change = newChange('DELETE_EXECUTIONS', commandLine)
    const failing = backend!.write(createMeter(), async (transaction) => {
      await noteAudit(backend!, transaction, toChange(['a'], change))
      throw new Error('not to be committed')
    })
    await expect(failing).rejects.toThrow('not to be committed')
    expect(await entriesOf(api)).toEqual([])
    await start(api, [{ flow: 'F', id: 'bad' }], dag)
    await refuseCommit(sql!)
    expect(await cancel(api, ['bad'])).toMatchObject([{ ok: false }])
    expect(await entriesOf(api)).toEqual([])
    await sql!.run(
      sql!.dialect === 'postgres'
        ? 'alter table audit add constraint none check ("count" < 0)'
        : `create trigger none before insert on audit begin select raise(abort, 'no entry'); end`,
    )
    expect(await remove(['a'])).toMatchObject({ deleteExecutions: { results: [{ ok: false }] } })
    expect((await api.ask(clearing, { confirm: 'main' })).errors).toHaveLength(1)
    expect([await storedIds(sql!), await entriesOf(api)]).toEqual([['a', 'bad'], []])
    await sql!.close()
  })

  it('keeps of 500 ids of a kilobyte each no more than four', async () => {
    const ids = idsFrom('', 500).map((text) => text.padEnd(4, '_') + '語'.repeat(251))
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    await remove(ids)
    const escaped = idsFrom('', 500).map((text) => text.padEnd(4, '_') + '\u0001'.repeat(251))
    await record(
      api,
      escaped.map((id) => begun(id)),
    )
    await remove(escaped)
    expect((await entriesOf(api)).map(({ count, ids: first }) => [count, first])).toEqual([
      [500, ids.slice(0, 5)],
      [500, escaped.slice(0, 2)],
    ])
    const [sql] = openStores(api)
    const rows = await sql!.run('select ids from audit')
    expect(Math.max(...rows.map(({ ids: json }) => Buffer.byteLength(String(json))))).toBeLessThanOrEqual(
      4_096,
    )
    await sql!.close()
  })
})
