import { afterEach, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { boundOf, ended, lookUp, startMemory, stored } from '../setup/servers/memory.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'

let api: Api
afterEach(() => api.close())

describe('a store in memory that is full lets go', () => {
  it('the executions that were recorded first, when nobody used any', async () => {
    api = await startMemory(3)
    for (const id of ['a', 'b', 'c', 'd', 'e']) await record(api, [ended(id)])
    expect(await stored(api)).toEqual(['c', 'd', 'e'])
    expect(await boundOf(api)).toEqual({ max: 3, evicted: 2 })
  })

  it('none that was looked up lately, by a look-up of many or of one or as a parent', async () => {
    api = await startMemory(4)
    for (const id of ['a', 'b', 'c']) await record(api, [ended(id)])
    await record(api, [ended('child', 0, { parentId: 'c' })])
    await lookUp(api, ['nobody', 'main:b'])
    await api.data('{ execution(id: "a") { id } }')
    await api.data('{ executionHistory { nodes { parent { id } } } }')
    await record(
      api,
      ['e', 'f'].map((id) => ended(id)),
    )
    // The child was only listed. Of the others, b was looked up first.
    expect(await stored(api)).toEqual(['a', 'c', 'e', 'f'])
  })

  it('what was only listed, counted or shown as a child', async () => {
    api = await startMemory(2)
    await record(api, [ended('a')])
    await record(api, [ended('b', 0, { parentId: 'a' })])
    await api.data(
      '{ executionHistory { nodes { id children { nodes { id } } attempts { nodes { number } } } } }',
    )
    await record(api, [ended('c')])
    expect(await stored(api)).toEqual(['b', 'c'])
  })

  it('none that was answered from the status cache lately', async () => {
    api = await startMemory(3, { statusCacheMs: 600_000 })
    for (const id of ['a', 'b', 'c']) await record(api, [ended(id)])
    await lookUp(api, ['a', 'b'])
    await lookUp(api, ['c'])
    const { extensions } = await api.ask('{ executions(ids: ["a", "nobody"]) { id } }')
    expect(extensions!['cache']).toBeDefined()
    await record(api, [ended('d')])
    expect(await stored(api)).toEqual(['a', 'c', 'd'])
  })

  it('finished ones before any that runs, however long ago that was used', async () => {
    api = await startMemory(3)
    for (const one of [begun('old'), begun('older still runs'), ended('new')]) await record(api, [one])
    await lookUp(api, ['new'])
    await record(api, [begun('newest')])
    expect(await stored(api)).toEqual(['newest', 'old', 'older still runs'])
  })

  it('the least recently used one, when all run', async () => {
    api = await startMemory(3)
    for (const id of ['a', 'b', 'c']) await record(api, [begun(id)])
    await lookUp(api, ['a'])
    await record(api, [begun('d')])
    expect(await stored(api)).toEqual(['a', 'c', 'd'])
    // There is room for what runs only: a finished one cannot even stay for a moment.
    await record(api, [ended('e')])
    expect(await stored(api)).toEqual(['a', 'c', 'd'])
  })

  it('one that ran and has finished since like any finished one, and what is written is used', async () => {
    api = await startMemory(3)
    for (const id of ['a', 'b', 'c']) await record(api, [begun(id)])
    const [store] = openStores(api)
    const end = (id: string) =>
      store!.run('update executions set verdict = 1, finished_at = 1 where execution_id = ?', [id])
    for (const id of ['b', 'a']) await end(id)
    await record(api, [begun('d')])
    expect(await stored(api)).toEqual(['a', 'c', 'd'])
    await store!.run("update executions set verdict = 0 where execution_id = 'a'")
    await record(api, [begun('e')])
    expect(await stored(api)).toEqual(['a', 'd', 'e'])
  })

  it('of one call that is too large all but the newest, and of these what has finished first', async () => {
    api = await startMemory(3)
    await record(api, [ended('before')])
    await record(
      api,
      [4, 1, 5, 2, 3].map((ms) => ended(`e-${ms}`, ms)),
    )
    expect(await stored(api)).toEqual(['e-3', 'e-4', 'e-5'])
    expect(await boundOf(api)).toEqual({ max: 3, evicted: 3 })
    await record(api, [begun('f-1', 10), ended('f-2', 11), begun('f-3', 12), ended('f-4', 13)])
    expect(await stored(api)).toEqual(['f-1', 'f-3', 'f-4'])
  })

  it('all but one, where there is room for one', async () => {
    api = await startMemory(1)
    await record(
      api,
      idsFrom('e-', 500).map((id, ms) => ended(id, ms)),
    )
    expect(await stored(api)).toEqual(['e-499'])
    await record(api, [begun('runs')])
    await record(api, [ended('has ended', 1000)])
    expect(await stored(api)).toEqual(['runs'])
    expect(await boundOf(api)).toEqual({ max: 1, evicted: 501 })
  })

  it('nothing for what is deleted anyway', async () => {
    api = await startMemory(2)
    await record(api, [ended('a'), ended('b')])
    const [store] = openStores(api)
    await store!.run("delete from executions where execution_id = 'a'")
    await record(api, [ended('c')])
    expect(await stored(api)).toEqual(['b', 'c'])
    expect(await boundOf(api)).toEqual({ max: 2, evicted: 0 })
  })
})

it('a backend has room for a thousand unless it says more, and only in memory', async () => {
  const kinds = { main: 'memory', other: 'memory', file: 'sqlite' }
  const route = (url: string, name: string) => (name === 'main' ? 'memory:' : url)
  api = await startApi({ title: '', kinds }, {}, route)
  expect(await api.data('{ backends { name kind reachable max evicted } }')).toEqual({
    backends: [
      { name: 'main', kind: 'memory', reachable: true, max: 1000, evicted: 0 },
      { name: 'other', kind: 'memory', reachable: true, max: 250_000, evicted: 0 },
      { name: 'file', kind: 'sqlite', reachable: true, max: null, evicted: null },
    ],
  })
  await record(api, [ended('a')], 'other')
  const ids = ['main:a', 'other:a', 'file:a']
  expect(await lookUp(api, ids)).toEqual({ executions: [null, { id: 'a' }, null] })
})
