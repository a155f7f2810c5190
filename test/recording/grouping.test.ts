import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Answer, type Api, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { refuseBad, refuseCommit, refuseNothing } from '../setup/servers/failing.ts'
import { sendPatches, update, view } from '../setup/seeds/patches.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const note = (id: string) => ({ id, metadata: [{ field: 'note', value: `of ${id}` }] })
const resultsOf = (answer: Answer) =>
  Object.values(
    answer.data as Record<string, { results: { ok: boolean; id: string | null; problem: Bad }[] }>,
  )[0]!.results
type Bad = { readonly code: string; readonly message: string } | null

// The last of them has both kinds of store.
describe.each(sized(setups, setups.slice(-1)))('64 callers at once on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it('share a few commits, and what their answers say of the cost adds up to it', async () => {
    const ids = idsFrom('e-', 64)
    for (const name of names)
      await record(
        api,
        ids.map((id) => begun(id)),
        name,
      )
    const { answer: answers, seen } = await counter.during(() =>
      Promise.all(ids.map((id, index) => sendPatches(api, [note(id)], names[index % names.length]))),
    )
    expect(answers.flatMap(resultsOf).map(({ ok, id }) => [ok, id])).toEqual(ids.map((id) => [true, id]))
    const said = names.map((name) => [
      name,
      answers.reduce((sum, answer) => sum + (statements(answer)[name] ?? 0), 0),
    ])
    expect(Object.fromEntries(said)).toEqual(seen)
    // The transaction, the lock, the registers and the facts: five to a flush.
    for (const count of Object.values(seen)) {
      expect(count % 5).toBe(0)
      expect(count / 5).toBeLessThanOrEqual(4)
    }
    for (const [index, id] of ids.entries())
      expect(await view(api, id, names[index % names.length])).toMatchObject({
        version: '2',
        facts: ['1 attempt 1', `0 note of ${id}`],
      })
  })
})

const writes = {
  recordExecutions: {
    refuse: (sql: Sql) => refuseBad(sql, 'insert', 'executions'),
    input: (ids: readonly string[]) => ({ executions: ids.map((id) => ({ id, flow: 'New' })) }),
    done: (sql: Sql) => sql.run(`select execution_id as id from executions where flow_id = 'New'`),
  },
  updateExecutions: {
    refuse: (sql: Sql) => refuseBad(sql, 'update', 'executions'),
    input: (ids: readonly string[]) => ({ executions: ids.map(note) }),
    done: (sql: Sql) => sql.run(`select execution_id as id from execution_metadata where field = 'note'`),
  },
  deleteExecutions: {
    refuse: (sql: Sql) => refuseBad(sql, 'delete', 'executions'),
    input: (ids: readonly string[]) => ({ ids }),
    done: async (sql: Sql) => {
      const left = new Set((await sql.run('select execution_id as id from executions')).map(({ id }) => id))
      return all.filter((id) => !left.has(id)).map((id) => ({ id }))
    },
  },
  recordMetadata: {
    refuse: (sql: Sql) => refuseBad(sql, 'insert', 'execution_metadata'),
    input: (ids: readonly string[]) => ({
      facts: ids.map((execution) => ({ execution, field: 'note', value: 'text' })),
    }),
    done: (sql: Sql) => sql.run(`select execution_id as id from execution_metadata where field = 'note'`),
  },
} as const

const calls = idsFrom('', 12).map((call) => idsFrom(`${call}-`, 5))
calls[4]![2] = 'bad'
const all = calls.flat()
const good = all.filter((id) => id !== 'bad').toSorted()

describe.each(kinds)('an element that %s refuses', (kind) => {
  let api: Api
  let sql: Sql
  const log: string[] = []
  beforeAll(async () => {
    const lines = pino({}, { write: (line: string) => void log.push(line) })
    api = await startApi({ title: kind, kinds: { main: kind } }, { log: lines })
    sql = openStores(api)[0]!
  })
  afterEach(async () => {
    log.length = 0
    await refuseNothing(sql)
    await api.data('mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }')
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  const send = (mutation: string, input: object) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
    return api.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { results { ok id problem { code message } } } }`,
      { input },
    )
  }

  /** Only "bad" fails, of whichever call: nobody learns why but the log. */
  function expectOnlyBad(answers: readonly Answer[]) {
    const found = answers.flatMap(resultsOf)
    expect(found.map(({ ok }) => ok)).toEqual(all.map((id) => id !== 'bad'))
    const problems = found.flatMap(({ problem }) => problem ?? [])
    expect(problems).toEqual([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining("The reason is in the server's log") },
    ])
    expect(log.map((line) => (JSON.parse(line) as { level: number; msg: string }).msg)).toEqual([
      'unexpected error',
    ])
    expect(JSON.stringify([answers, log])).not.toContain('secret')
  }

  it.each(Object.entries(writes))('fails alone: %s', async (mutation, { refuse, input, done }) => {
    if (mutation !== 'recordExecutions')
      await record(
        api,
        all.map((id) => begun(id)),
      )
    await refuse(sql)
    expectOnlyBad(await Promise.all(calls.map((ids) => send(mutation, input(ids)))))
    expect((await done(sql)).map(({ id }) => String(id)).toSorted()).toEqual(good)
  })

  it('fails alone even when it is refused at the commit, and no answer comes before that', async () => {
    await record(
      api,
      all.map((id) => begun(id)),
    )
    await refuseCommit(sql)
    const { input, done } = writes.updateExecutions
    const answered = calls.map(async (ids) => {
      const answer = await send('updateExecutions', input(ids))
      const there = new Set((await done(sql)).map(({ id }) => String(id)))
      for (const { ok, id } of resultsOf(answer)) expect([id, there.has(id!)]).toEqual([id, ok])
      return answer
    })
    expectOnlyBad(await Promise.all(answered))
    expect((await done(sql)).map(({ id }) => String(id)).toSorted()).toEqual(good)
  })

  it('does not change what the patches before and behind it do', async () => {
    await record(api, [begun('bad'), begun('a')])
    await refuseBad(sql, 'insert', 'node_results')
    const results = await update(api, [
      { id: 'bad', addTags: ['before'] },
      { id: 'a', expectedVersion: '1', state: 'WAITING' },
      { id: 'bad', nodeResults: [{ nodeId: 'n', status: 'RUNNING' }] },
      { id: 'bad', expectedVersion: '2', addTags: ['behind'] },
      { id: 'a', expectedVersion: '2', state: 'PAUSED' },
    ])
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false, true, true])
    expect(await view(api, 'bad')).toMatchObject({
      version: '3',
      tags: ['before', 'behind'],
      nodeResults: [],
    })
    expect(await view(api, 'a')).toMatchObject({ version: '3', status: 'PAUSED' })
  })
})
