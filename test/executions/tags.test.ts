import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { tags as noTags, insert, tellTasks } from '../setup/servers/metaflow.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Sql, openSql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id tags } }'
/** Neither in the order of their bytes nor in that of UTF-16. */
const given = ['b', '🙂', 'a', 'B', '\uffee', 'é', '', 'session:1', '"', 'aa']
const inOrder = ['', '"', 'B', 'a', 'aa', 'b', 'session:1', 'é', '\uffee', '🙂']

describe.each(sized(setups, mixedSetups))('the tags of executions on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let stores: Sql[]
  beforeAll(async () => {
    api = await startApi(setup)
    stores = openStores(api)
    for (const [index, name] of names.entries()) {
      const ids = [...idsFrom('e-', 100), 'all', 'none']
      await record(
        api,
        ids.map((id) => begun(id)),
        name,
      )
      const rows = [
        ...given.map((tag) => `('all', '${tag}', 0)`),
        ...ids.slice(0, 100).map((id, at) => `('${id}', '${name}-${at}', 0)`),
      ]
      await stores[index]!.run(
        `insert into execution_tags (execution_id, tag, sort_at) values ${rows.join(', ')}`,
      )
    }
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await api.close()
  })

  it('are in the order of their bytes, and none where there are none', async () => {
    const [all, none] = [
      { id: 'all', tags: inOrder },
      { id: 'none', tags: [] },
    ]
    for (const name of names) {
      const ids = ['all', 'none', 'all'].map((id) => `${name}:${id}`)
      expect(await api.data(query, { ids })).toEqual({ executions: [all, none, all] })
    }
  })

  it('are read by one statement for all executions of a backend', async () => {
    const ids = names.flatMap((name) => idsFrom(`${name}:e-`, 100))
    const answer = await api.ask(query, { ids })
    expect([answer.errors, answer.data]).toEqual([
      undefined,
      {
        executions: names.flatMap((name) =>
          idsFrom('e-', 100).map((id, at) => ({ id, tags: [`${name}-${at}`] })),
        ),
      },
    ])
    expect(statements(answer)).toEqual(Object.fromEntries(names.map((name) => [name, 2])))
  })
})

describe.each(['metaflow', 'metaflow jsonb accelerated'])('the tags of tasks of %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    const task = { flow: 'Train', run: 1, step: 'fit', createdAt: 1, heartbeatAt: null, facts: [] }
    await tellTasks(sql, [{ ...task, task: 1 }])
    const key = { flow_id: 'Train', run_number: 1, step_name: 'fit', ts_epoch: 1 }
    await insert(sql, 'tasks_v3', [
      { ...key, task_id: 2, ...noTags, tags: given, system_tags: ['user:ana', 'a'] },
      { ...key, task_id: 3, tags: null, system_tags: ['user:ana'] },
      { ...key, task_id: 4, tags: { no: 'list' }, system_tags: null },
    ])
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('are those it was made with, in the order of their bytes, each once', async () => {
    const ids = [1, 2, 3, 4].map((id) => `Train/1/fit/${id}`)
    const answer = await api.ask(query, { ids })
    const tags = [[], [...inOrder.slice(0, 7), 'user:ana', ...inOrder.slice(7)], ['user:ana'], []]
    expect([answer.errors, answer.data, statements(answer)]).toEqual([
      undefined,
      { executions: ids.map((id, at) => ({ id, tags: tags[at] })) },
      { mf: 2 },
    ])
    expect(await api.data(`{ execution(id: "${ids[1]}") { dag { nodes { status } } } }`)).toEqual({
      execution: { dag: null },
    })
  })
})
