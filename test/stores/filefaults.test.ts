import { copyFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Line, newLog } from '../setup/servers/logged.ts'
import { through } from '../setup/servers/sql.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'

const list = '{ executionHistory { nodes { key } unavailable } }'
const everything = (keys: readonly string[]) => ({
  executionHistory: { nodes: keys.map((key) => ({ key })), unavailable: [] },
})
const theOther = { executionHistory: { nodes: [{ key: 'other:theirs' }], unavailable: ['main'] } }

let api: Api
let file: string
let stream: StreamOf
let lines: Line[]
beforeEach(async () => {
  const logged = newLog()
  ;({ lines } = logged)
  api = await startApi({ title: '', kinds: { main: 'sqlite', other: 'sqlite' } }, { log: logged.log })
  file = api.places[0]!.url.slice('sqlite:'.length)
  await record(api, [begun('own', 2)], 'main')
  await record(api, [begun('theirs', 1)], 'other')
  stream = await openStream(askOf(api.app), [watchExecutions('1', ['own', 'theirs'], 'id tags')])
})
afterEach(async () => {
  await stream.close()
  await api.close()
})

const toldOf = (backend: string) => stream.of('1').filter((event) => event['backend'] === backend)
const isAway = () => expect.poll(() => toldOf('main').at(-1)).toMatchObject({ kind: 'UNAVAILABLE' })
const said = () => lines.map(({ msg }) => msg).filter((msg) => msg.startsWith('backend '))

async function refusesAll() {
  const answer = await api.ask(list)
  expect(answer.data).toEqual(theOther)
  expect(errors(answer)).toEqual([
    { code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['executionHistory'], resume: expect.any(String) },
  ])
  const problem = { code: 'BACKEND_UNAVAILABLE', message: 'Backend "main" did not answer.' }
  expect(await results(api, [begun('new')], 'main')).toMatchObject([{ ok: false, problem }])
}

async function answersAgain() {
  await expect.poll(async () => (await api.ask(list)).data).toEqual(everything(['main:own', 'other:theirs']))
  const tags = `mutation { updateExecutions(input: { backend: "main", executions: [{ id: "own", addTags: ["back"] }] }) {
    results { ok } } }`
  expect(await api.data(tags)).toEqual({ updateExecutions: { results: [{ ok: true }] } })
  await expect.poll(() => toldOf('main').at(-1)).toMatchObject({ execution: { id: 'own', tags: ['back'] } })
  await expect.poll(said).toEqual(['backend stopped answering', 'backend answers again'])
  expect(toldOf('other').map(({ kind }) => kind)).toEqual(['SNAPSHOT'])
}

describe('a SQLite file, beside another one,', () => {
  it('that is moved away takes nothing that would be lost, and answers when it is back', async () => {
    renameSync(file, `${file}.away`)
    await refusesAll()
    await isAway()
    renameSync(`${file}.away`, file)
    await answersAgain()
  })

  it('in whose place another one is put is away until it is back', async () => {
    renameSync(file, `${file}.away`)
    copyFileSync(api.places[1]!.url.slice('sqlite:'.length), file)
    await refusesAll()
    await isAway()
    renameSync(`${file}.away`, file)
    await answersAgain()
  })

  it('that is damaged is away, also for those who follow it', async () => {
    const db = new Database(file)
    db.pragma('wal_checkpoint(truncate)')
    db.close()
    writeFileSync(file, Buffer.alloc(statSync(file).size, 'damage'), { flag: 'r+' })
    await refusesAll()
    await isAway()
    expect(said()).toEqual(['backend stopped answering'])
  })

  it('that is full says so to writes, of which nothing is stored, and is read', async () => {
    const sql = through(api.backends[0]!)
    await sql.run('pragma max_page_count = 1')
    const large = idsFrom('large', 50).map((id) => begun(id, 0, { inputs: 'x'.repeat(20_000) }))
    const answers = await results(api, large, 'main')
    const problem = { code: 'BACKEND_UNAVAILABLE', message: 'Backend "main" has no room left on its disk.' }
    expect(answers).toMatchObject(large.map(() => ({ ok: false, problem })))
    expect(await api.data(list)).toEqual(everything(['main:own', 'other:theirs']))
    await sql.run('pragma max_page_count = 1000000')
    await answersAgain()
    expect((await results(api, large, 'main')).every(({ ok }) => ok)).toBe(true)
  })

  it('that is read-only says so to writes, and is read', async () => {
    await through(api.backends[0]!).run('pragma query_only = 1')
    const message = 'Backend "main" takes no writes now: it is read-only. Nothing of this one was stored.'
    expect(await results(api, [begun('new')], 'main')).toMatchObject([
      { ok: false, problem: { code: 'BACKEND_UNAVAILABLE', message } },
    ])
    expect(await api.data(list)).toEqual(everything(['main:own', 'other:theirs']))
    expect(said()).toEqual(['backend stopped answering'])
    expect(toldOf('main').map(({ kind }) => kind)).toEqual(['SNAPSHOT'])
  })
})
