import { statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { lockFile } from '../setup/servers/lock.ts'
import { begun, idsFrom, record, results, send } from '../setup/seeds/records.ts'

const newest = '{ executionHistory { nodes { key } unavailable } }'
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'main' }

let api: Api
let file: string
beforeEach(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite', other: 'sqlite' } })
  file = api.places[0]!.url.slice('sqlite:'.length)
})
afterEach(() => api.close())

describe('while another process writes to the file', () => {
  it('writes wait for it and are then done, and reads are answered meanwhile', async () => {
    await record(api, [begun('before')])
    const lock = await lockFile(file)
    const answered: string[] = []
    const writes = idsFrom('new-', 5).map(async (id) => {
      const answer = await results(api, [begun(id)])
      answered.push('write')
      return answer
    })
    for (let read = 0; read < 5; read++) {
      expect(await api.data(newest)).toEqual({
        executionHistory: { nodes: [{ key: 'main:before' }], unavailable: [] },
      })
      answered.push('read')
    }
    expect(answered).not.toContain('write')
    await lock.release()
    expect(await Promise.all(writes)).toMatchObject(writes.map(() => [{ ok: true, problem: null }]))
    const { executionHistory } = await api.data<{ executionHistory: { nodes: unknown[] } }>(newest)
    expect(executionHistory.nodes).toHaveLength(6)
  })

  it('longer than a write may wait, all that wait are told, and nothing of theirs is written', async () => {
    const lock = await lockFile(file)
    const waiting = await Promise.all(
      idsFrom('new-', 5).map((id) => results(api, [begun(id), begun(`${id}b`)])),
    )
    for (const [first, second] of waiting) {
      expect(first).toMatchObject({ ok: false, problem: { code: 'TIMEOUT' } })
      expect(second).toMatchObject({ ok: false, problem: { code: 'TIMEOUT' } })
    }
    expect(waiting[0]![0]!.problem!['message']).toMatch(
      /^Backend "main" was busy with other writes for 5000 ms\./,
    )
    await lock.release()
    expect(await api.data(newest)).toMatchObject({ executionHistory: { nodes: [] } })
    expect(await results(api, [begun('after')])).toMatchObject([{ ok: true }])
  })
})

describe('a file that was damaged', () => {
  const damage = () => {
    const db = new Database(file)
    db.pragma('wal_checkpoint(truncate)')
    db.close()
    writeFileSync(file, Buffer.alloc(statSync(file).size, 'damage'), { flag: 'r+' })
  }

  it('is a backend that does not answer, and the other one does', async () => {
    await record(
      api,
      idsFrom('id-', 100).map((id) => begun(id)),
    )
    await record(api, [begun('elsewhere')], 'other')
    damage()
    const answer = await api.ask(
      `{ executions(ids: ["id-1", "elsewhere", "main:id-2"]) { key } executionHistory { nodes { key } unavailable } backends { name reachable } }`,
    )
    expect(answer.data).toEqual({
      executions: [null, { key: 'other:elsewhere' }, null],
      executionHistory: { nodes: [{ key: 'other:elsewhere' }], unavailable: ['main'] },
      backends: [
        { name: 'main', reachable: false },
        { name: 'other', reachable: true },
      ],
    })
    expect(errors(answer)).toEqual([
      { ...down, path: ['executions', 0] },
      { ...down, path: ['executionHistory'], resume: expect.any(String) },
    ])
  })

  it('takes no writes', async () => {
    damage()
    const answer = await send(api, [begun('new')])
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toMatchObject({
      recordExecutions: { results: [{ ok: false, problem: { code: 'BACKEND_UNAVAILABLE' } }] },
    })
  })
})
