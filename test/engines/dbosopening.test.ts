import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { listExecutions } from '../../src/db/executions/list.ts'
import { executionsByIds } from '../../src/db/executions/rows.ts'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { openBackend } from '../../src/db/open.ts'
import { flowLimitOf } from '../../src/db/sql/flowlimit.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'
import { newDbos, startDbos, workflow } from '../setup/servers/dbos.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { reading } from '../setup/seeds/everything.ts'

const whole = `{ executionHistory(filter: { tagsAny: ["queue:q"] }) { nodes { id status startedAt finishedAt error tags
  children { nodes { id } } parent { id } inputs { json } outputs { json } metadata { nodes { field value } }
  attempts { nodes { number } } nodeResults { nodes { nodeId startedAt value } } } } }`

/** What came later than mid-2025. */
const younger = {
  workflow_status: [
    ...['started_at_epoch_ms', 'completed_at', 'parent_workflow_id', 'serialization', 'attributes'],
    ...[
      'schedule_name',
      'application_name',
      'workflow_deadline_epoch_ms',
      'forked_from',
      'delay_until_epoch_ms',
    ],
  ],
  operation_outputs: ['started_at_epoch_ms', 'completed_at_epoch_ms', 'serialization'],
  workflow_events: ['serialization'],
}

describe.each(kinds)('the tables of DBOS in %s', (kind) => {
  const prefix = kind === 'sqlite' ? '' : 'dbos.'
  it('are read without the columns and tables that newer versions added', async () => {
    const place = await newDbos(kind)
    const db = openSql(place)
    if (kind === 'sqlite')
      for (const name of ['delayed', 'parent_workflow_id'])
        await db.run(`drop index idx_workflow_status_${name}`)
    for (const [table, columns] of Object.entries(younger))
      for (const column of columns) await db.run(`alter table ${prefix}${table} drop column ${column}`)
    for (const table of ['workflow_input', 'workflow_output']) await db.run(`drop table ${prefix}${table}`)
    await db.run(`insert into ${prefix}workflow_status (workflow_uuid, status, name, queue_name, recovery_attempts,
      created_at, updated_at, inputs, error) values ('a', 'ERROR', 'pay', 'q', 1, 1000, 2000, '[1]', '"lost"')`)
    await db.run(`insert into ${prefix}operation_outputs (workflow_uuid, function_id, function_name, output)
      values ('a', 0, 'charge', '5')`)
    await db.run(`insert into ${prefix}workflow_events (workflow_uuid, key, value) values ('a', 'k', '1')`)
    await db.close()
    const api = apiOver([await openBackend(parseBackend(`d=${place.own}`))], [place])
    expect(await api.data(whole)).toEqual({
      executionHistory: {
        nodes: [
          {
            ...{ id: 'a', status: 'FAILED', error: 'lost', tags: ['queue:q'], parent: null, outputs: null },
            ...{ startedAt: '1970-01-01T00:00:01.000Z', finishedAt: '1970-01-01T00:00:02.000Z' },
            ...{ children: { nodes: [] }, inputs: { json: [1] }, attempts: { nodes: [{ number: 1 }] } },
            metadata: { nodes: [{ field: 'k', value: '1' }] },
            nodeResults: { nodes: [{ nodeId: '0:charge', startedAt: null, value: 5 }] },
          },
        ],
      },
    })
    await api.close()
  })

  it('are refused by the first that is missing', async () => {
    const place = await newDbos(kind)
    const db = openSql(place)
    const open = () => openBackend(parseBackend(`d=${place.own}`))
    await db.run(`alter table ${prefix}workflow_status rename column recovery_attempts to tries`)
    await expect(open()).rejects.toThrow(/"workflow_status" without a column "recovery_attempts"/)
    await db.run(`alter table ${prefix}workflow_status rename column tries to recovery_attempts`)
    await (await open()).close()
    await db.run(`alter table ${prefix}operation_outputs rename to steps`)
    await expect(open()).rejects.toThrow(/no table "operation_outputs"/)
    await db.close()
    await place.remove()
  })

  it('are read for the flows alone that one may see', async () => {
    const api = await startDbos(kind, {
      workflow_status: ['a', 'b', 'c'].map((id) =>
        workflow(id, {
          status: 'SUCCESS',
          class_name: id === 'a' ? 'Bank' : null,
          name: id === 'b' ? 'pay2' : 'pay',
        }),
      ),
    })
    const idsFor = async (...flows: string[]) => {
      const narrowed = { ...api.backends[0]!, ...narrowedTo(api.backends[0]!, flowLimitOf(flows)) }
      const page = { limit: 10, from: undefined, backward: false }
      const listed = await listExecutions(narrowed, { filter: {}, descending: false }, page, reading(1))
      const found = await executionsByIds(narrowed, ['a', 'b', 'c'], reading(1))
      expect(found.map(({ id }) => id).toSorted()).toEqual(listed.map(({ id }) => id))
      return listed.map(({ id }) => id)
    }
    expect(await idsFor('Bank.pay')).toEqual(['a'])
    expect(await idsFor('pay*')).toEqual(['b', 'c'])
    expect(await idsFor('Bank.*', 'pay2')).toEqual(['a', 'b'])
    await api.close()
  })
})

it('another schema is named by the URL, and a role that may not read is told so', async () => {
  const place = await newDbos('postgres')
  const db = openSql(place)
  await db.run('alter schema dbos rename to elsewhere')
  await expect(openBackend(parseBackend(`d=${place.own}`))).rejects.toThrow(
    'schema "dbos" has no table "workflow_status"',
  )
  const opened = await openBackend(parseBackend(`d=${place.own}?schema=elsewhere`))
  expect(await executionsByIds(opened, ['a'], reading(1))).toEqual([])
  await opened.close()
  const role = `blind_${process.pid}`
  await db.run(`create role ${role} login password 'x'`)
  await db.run(`grant select on all tables in schema elsewhere to ${role}`)
  const url = Object.assign(new URL(place.url), { username: role, password: 'x', search: 'schema=elsewhere' })
  const isRefused = () =>
    expect(openBackend(parseBackend(`d=dbos+${url.href}`))).rejects.toThrow(
      'that the user may not read. Grant usage on the schema and select on its tables.',
    )
  await isRefused()
  await db.run(`grant usage on schema elsewhere to ${role}`)
  await db.run(`revoke select on elsewhere.workflow_events from ${role}`)
  await isRefused()
  await db.run(`drop owned by ${role}`)
  await db.run(`drop role ${role}`)
  await db.close()
  await place.remove()
})

it('a file and its log are left as they are, while their program goes on writing', async () => {
  const place = await newDbos('sqlite')
  const file = place.url.slice('sqlite:'.length)
  const writer = new Database(file)
  writer.pragma('journal_mode = wal')
  const insert =
    writer.prepare(`insert into workflow_status (workflow_uuid, status, name, created_at, updated_at)
    values (?, 'SUCCESS', 'pay', 1, 1)`)
  insert.run('a')
  const api = apiOver([await openBackend(parseBackend(`d=${place.own}`))], [place])
  const digests = () =>
    [file, `${file}-wal`].map((one) => createHash('sha256').update(readFileSync(one)).digest('hex'))
  const before = digests()
  const ids = '{ executionHistory { nodes { id inputs { json } tags nodeResults { nodes { nodeId } } } } }'
  for (const query of [whole, ids, '{ executionStats { counts { value } } }', '{ backends { reachable } }'])
    expect((await api.ask(query)).errors).toBeUndefined()
  await api.ask(
    'mutation { recordExecutions(input: { executions: [{ id: "e", flow: "F" }] }) { results { ok } } }',
  )
  expect(digests()).toEqual(before)
  insert.run('b')
  const { executionHistory } = await api.data<{ executionHistory: { nodes: object[] } }>(
    '{ executionHistory { nodes { id } } }',
  )
  expect(executionHistory.nodes).toEqual([{ id: 'b' }, { id: 'a' }])
  writer.close()
  await api.close()
})
