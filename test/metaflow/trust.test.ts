import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { maintain } from '../../src/cli/metaflow.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Answer, type Api, apiOver } from '../setup/servers/api.ts'
import { accelerate, insert, newMetaflow, tags, verify } from '../setup/servers/metaflow.ts'
import { newLog } from '../setup/servers/logged.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import type { Place } from '../setup/servers/stores.ts'

let place: Place
let sql: Sql
let server: Api
const { log, lines } = newLog()
const serve = async () => apiOver([await openBackend(parseBackend(`mf=${place.url}`))], [], { log })
beforeAll(async () => {
  place = await newMetaflow('metaflow accelerated')
  sql = openSql(place)
  await begin()
  server = await serve()
})
afterAll(async () => {
  await server.close()
  await sql.close()
  await place.remove()
})
afterEach(() => vi.restoreAllMocks())

const start = (number: number) =>
  insert(sql, 'runs_v3', [
    {
      flow_id: 'F',
      run_number: number,
      user_name: 'ana',
      ts_epoch: number,
      ...tags,
      system_tags: ['user:ana'],
    },
  ])
const tell = (number: number, value: string, ts = number) =>
  insert(sql, 'metadata_v3', [
    {
      flow_id: 'F',
      run_number: number,
      step_name: 'end',
      task_id: 1,
      field_name: 'attempt_ok',
      value,
      type: '',
      ts_epoch: ts,
      ...tags,
    },
  ])
/** Two runs that are well. */
async function begin() {
  await insert(sql, 'flows_v3', [{ flow_id: 'F', ts_epoch: 1, ...tags }])
  for (const number of [1, 2]) await start(number)
  for (const number of [1, 2]) await tell(number, 'True')
}

const query = '{ runs(orderBy: { field: FLOW, direction: ASC }) { nodes { number user status } } }'
type Data = { runs: { nodes: { number: number; user: string | null; status: string }[] } }
const read = ({ data }: Answer) =>
  (data as unknown as Data).runs.nodes.map(({ number, user, status }) => `${number} ${user} ${status}`)
/** What the server says of the runs, and how many statements that took. */
async function look(of = server): Promise<[runs: string[], statements: number]> {
  const answer = await of.ask(query)
  return [read(answer), statements(answer)['mf']!]
}
/** What the command prints, or why it does not work. */
async function command(...args: string[]): Promise<string> {
  const printed: string[] = []
  const all = ['--facts', '--backend', `mf=${place.url}`, ...args]
  const done = maintain('accelerate', all, (line) => printed.push(line))
  return done.then(
    () => printed.join('\n'),
    (error: Error) => error.message,
  )
}

it('a running server follows what is changed behind the service, in one statement', async () => {
  expect(await look()).toEqual([['1 ana COMPLETED', '2 ana COMPLETED'], 1])
  await sql.run(`update metadata_v3 set value = 'False' where run_number = 1`)
  await sql.run(`update runs_v3 set user_name = 'bob' where run_number = 1`)
  await sql.run(`delete from metadata_v3 where run_number = 2`)
  expect(await look()).toEqual([['1 null FAILED', '2 ana FAILED'], 1])
  await sql.run('truncate runs_v3, steps_v3, tasks_v3, metadata_v3')
  expect(await look()).toEqual([[], 1])
  for (const number of [1, 2]) await start(number)
  expect(await look()).toEqual([['1 ana FAILED', '2 ana FAILED'], 1])
  for (const number of [1, 2]) await tell(number, 'True')
  expect(await look()).toEqual([['1 ana COMPLETED', '2 ana COMPLETED'], 1])
  expect(await verify(place)).toContain('Compared the registers of 2 runs: none differs.')
})

it('accelerate --verify tells how many registers differ, and mends these', async () => {
  await sql.run(`update execgraph_runs set end_ok = 0 where number = 1`)
  await sql.run(`update execgraph_runs set user_name = 'eve' where number = 2`)
  await sql.run(`insert into execgraph_runs (flow_id, number, started_at) values ('F', 3, 1)`)
  // What the server reads are the registers.
  expect(await look()).toEqual([['1 ana FAILED', '2 eve COMPLETED', '3 null FAILED'], 1])
  expect(await command('--verify')).toContain('Compared the registers of 2 runs: 3 differed and were mended.')
  expect(await look()).toEqual([['1 ana COMPLETED', '2 ana COMPLETED'], 1])
  await sql.run(`delete from execgraph_runs where number = 2`)
  expect(await verify(place)).toContain('Compared the registers of 2 runs: 1 differed and was mended.')
  expect(await verify(place)).toContain('none differs.')
})

it('a running server trusts registers no longer of which a trigger missed something', async () => {
  await sql.run('alter table execgraph_runs add constraint broken check (end_ok is null or end_ok_at < 10)')
  await tell(1, 'False', 10)
  expect(await sql.run('select number::int from execgraph_missed')).toEqual([{ number: 1 }])
  // The statement that finds it out, and the one that answers.
  expect(await look()).toEqual([['1 ana FAILED', '2 ana COMPLETED'], 2])
  expect(lines).toMatchObject([
    { backend: 'mf', kind: 'metaflow', msg: expect.stringMatching(/^the registers are incomplete/) },
  ])
  await tell(2, 'False', 10)
  expect(await look()).toEqual([['1 ana FAILED', '2 ana FAILED'], 1])
  await expect(verify(place)).rejects.toThrow('has no complete registers to compare. Run accelerate --facts')
  await sql.run('alter table execgraph_runs drop constraint broken')
  await accelerate(place)
  expect(await sql.run('select from execgraph_missed')).toEqual([])
})

it('it reads them again a minute after they were made complete', async () => {
  const api = await serve()
  const ask = async () => {
    const answer = await api.ask(query)
    return [read(answer), statements(answer)['mf']]
  }
  const [late, real] = [{ ms: 0 }, performance.now.bind(performance)]
  vi.spyOn(performance, 'now').mockImplementation(() => real() + late.ms)
  const raw = ['1 ana FAILED', '2 ana FAILED']
  const kept = ['1 eve FAILED', '2 ana FAILED']
  await sql.run(`update execgraph_runs set user_name = 'eve' where number = 1`)
  expect(await ask()).toEqual([kept, 1])
  await sql.run('update execgraph_state set complete = false')
  expect(await ask()).toEqual([raw, 2])
  late.ms = 61_000
  expect(await ask()).toEqual([raw, 2])
  await sql.run('update execgraph_state set complete = true')
  expect(await ask()).toEqual([raw, 1])
  late.ms = 122_000
  expect(await ask()).toEqual([kept, 1])
  await api.close()
})

it('a server goes on when the registers are taken away while it runs', async () => {
  const other = await serve()
  expect(await look(other)).toEqual([['1 eve FAILED', '2 ana FAILED'], 1])
  expect(await command('--remove')).toContain('is left in schema "public"')
  expect(await look(other)).toEqual([['1 ana FAILED', '2 ana FAILED'], 2])
  expect(await look(other)).toEqual([['1 ana FAILED', '2 ana FAILED'], 1])
  await other.close()
  expect(await command('--verify')).toBe(
    'Backend "mf": schema "public" has no complete registers to compare. Run accelerate --facts without --verify, which makes them complete.',
  )
  expect(await command('--verify', '--remove')).toContain('--remove or --verify, not both')
})
