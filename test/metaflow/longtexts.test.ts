import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { tellTasks } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

describe.each(['metaflow', 'metaflow jsonb'])('tasks and runs of %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('have facts with long values, which are read apart', async () => {
    const long = 'ä'.repeat(20_000)
    const createdAt = Date.now()
    const note = { field: 'note', value: long, ts: createdAt, tags: [], attempt: 0 }
    const task = { flow: 'Long', run: 9, step: 'start', task: 1, createdAt, heartbeatAt: null, facts: [note] }
    await tellTasks(sql, [task])
    const facts = 'metadata { nodes { field value } }'
    const query = `{ execution(id: "Long/9/start/1") { ${facts} } run(flow: "Long", ref: "9") { ${facts} } }`
    const answer = await api.ask(query)
    const metadata = { nodes: [{ field: 'note', value: long }] }
    expect(answer).toMatchObject({ data: { execution: { metadata }, run: { metadata } } })
    // Both records, a page of each, and the value of each.
    expect(statements(answer)).toEqual({ mf: 6 })
  })
})
