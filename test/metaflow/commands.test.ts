import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { maintain } from '../../src/cli/metaflow.ts'
import { insert, newMetaflow, tags } from '../setup/servers/metaflow.ts'
import { run } from '../setup/servers/process.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place } from '../setup/servers/stores.ts'

const refused = 'metaflow+postgres://user:hunter2@127.0.0.1:1/db'

let place: Place
let sql: Sql
beforeAll(async () => {
  place = await newMetaflow('metaflow')
  sql = openSql(place)
  await insert(sql, 'flows_v3', [{ flow_id: 'F', ts_epoch: 1, ...tags }])
  const runs = Array.from({ length: 2_500 }, (_, index) => ({
    flow_id: 'F',
    run_number: index + 1,
    ts_epoch: index,
    ...tags,
  }))
  await insert(sql, 'runs_v3', runs)
  const facts = runs.map((one) => ({
    ...one,
    step_name: 'end',
    task_id: 1,
    field_name: 'attempt_ok',
    value: 'True',
    type: 't',
  }))
  await insert(sql, 'metadata_v3', facts)
  await sql.run('analyze')
})
afterAll(async () => {
  await sql.close()
  await place.remove()
})

const at = (url = place.url) => ['--backend', `mf=${url}`]

/** The command fails with one sentence or two, and tells no password. */
async function expectRefused([command, ...args]: readonly string[], ...parts: string[]) {
  const refused = maintain(command as 'indexes', args, () => {})
  const { message } = await refused.then(
    () => expect.unreachable(),
    (error: Error) => error,
  )
  expect(message).toMatch(/^[^\n]+[^.]\.$/)
  expect(message).not.toContain('hunter2')
  for (const part of parts) expect(message).toContain(part)
}

/** What the program prints. */
async function printed(args: readonly string[]) {
  const { code, stdout, stderr } = await run(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

/** The same without a process. */
async function reported([command, ...args]: readonly string[]) {
  const lines: string[] = []
  await maintain(command as 'indexes', args, (line) => lines.push(`${line}\n`))
  return lines.join('')
}

describe.each(['indexes', 'accelerate'])(
  'wrong use of execgraph %s is answered with a sentence',
  (command) => {
    const all = command === 'indexes' ? [command, '--create'] : [command, '--facts']

    it('no backend', () =>
      expectRefused(all, `${command} needs one --backend, such as --backend mf=metaflow+`))
    it('two backends', () => expectRefused([...all, ...at(), ...at()], 'needs one --backend'))
    it('a backend that is not metaflow', () =>
      expectRefused([...all, '--backend', 'a=sqlite:./a.db'], 'Backend "a" is not a Metaflow database'))
    it('an unknown option', () =>
      expectRefused([...all, '--frob'], 'There is no option --frob.', 'Known: --backend'))
    it('a server that is not there', () =>
      expectRefused([...all, ...at(refused)], 'Backend "mf": ', 'answers on 127.0.0.1:1'))
    it('a database without the tables', () =>
      expectRefused(
        [...all, ...at(`metaflow+${inject('servers')['postgres']!}`)],
        'has no table "runs_v3"',
        '?schema=',
      ))
    it('a user without the right', async () => {
      await sql.run(
        `do $$ begin create role reader_${command} login password 'hunter2'; exception when duplicate_object then null; end $$`,
      )
      await sql.run(`grant select on all tables in schema public to reader_${command}`)
      const url = Object.assign(new URL(place.url.replace('metaflow+', '')), {
        username: `reader_${command}`,
        password: 'hunter2',
      })
      await expectRefused(
        [...all, ...at(`metaflow+${url.href}`)],
        'the user of the URL may not do this',
        'owns the tables',
      )
      await sql.run(`drop owned by reader_${command}`)
      await sql.run(`drop role reader_${command}`)
    })
    it('another that is at work', async () => {
      await sql.run('select pg_advisory_lock(7823461093)')
      await expectRefused([...all, ...at()], 'another execgraph indexes --create or accelerate is at work')
      await sql.run('select pg_advisory_unlock(7823461093)')
    })
  },
)

it.each([
  { args: ['indexes', '--create'], code: 2 },
  { args: ['accelerate', '--facts', '--backend', `mf=${refused}`], code: 1 },
])('execgraph $args ends with $code', async ({ args, code }) => {
  const ended = await run(args)
  expect([ended.code, ended.stdout]).toEqual([code, ''])
  expect(ended.stderr).toMatch(/^execgraph: [^\n]+[^.]\.\n$/)
  expect(ended.stderr).not.toMatch(/hunter2|\n +at /)
})

it('execgraph accelerate asks for --facts', () =>
  expectRefused(['accelerate', ...at()], 'accelerate needs --facts'))

describe('execgraph indexes', () => {
  const indexes = (...more: string[]) => reported(['indexes', ...at(), ...more])
  const names = async () =>
    (
      await sql.run(
        `select relname as name from pg_class where relname like 'execgraph\\_%' and relkind = 'i' order by 1`,
      )
    ).map((row) => row['name'])
  const ours = ['execgraph_metadata_end', 'execgraph_runs_flow', 'execgraph_tasks_newest']

  it('prints what is missing, with gain and cost, and changes nothing', async () => {
    const text = await indexes()
    expect(text.match(/create index concurrently \w+/g)).toEqual(
      ours.map((name) => `create index concurrently ${name}`),
    )
    expect(text).toMatch(/speeds up {2}the status of runs.*\n.*costs .*about \d+ kB now/)
    expect(text).toContain('Nothing was changed.')
    expect(await names()).toEqual([])
  })

  it('knows an index by what it is, whatever its name, and proposes what an older Metaflow lacks', async () => {
    await sql.run('create index of_mine on runs_v3 (flow_id collate "C" desc, run_number desc, ts_epoch)')
    await sql.run(
      'drop index metadata_v3_flow_id_run_number_step_name_task_id_field_name_idx, runs_v3_case_ts_epoch_idx',
    )
    const text = await indexes()
    expect(text).not.toContain('execgraph_runs_flow ')
    expect(text).toContain('create index concurrently execgraph_metadata_task')
    expect(text).toContain('create index concurrently execgraph_runs_user')
    await sql.run('drop index of_mine')
  })

  it('prints SQL that Postgres takes as it is', async () => {
    const statements = (await indexes()).split('\n').filter((line) => line.startsWith('create index'))
    for (const statement of statements) await sql.run(statement)
    expect(await indexes()).toContain('nothing is to be done')
    for (const name of await names()) await sql.run(`drop index ${String(name)}`)
  })

  it('creates them, is done the second time, and finishes what was interrupted', async () => {
    expect(await indexes('--create')).toMatch(
      /Creating execgraph_metadata_end …\n {2}done after [\d.]+ s: \d+ kB/,
    )
    expect(await indexes('--create')).toBe(
      'Schema "public" has all indexes that Execgraph gains from: nothing is to be done.\n',
    )
    const before = await names()
    await sql.run(
      `update pg_index set indisvalid = false where indexrelid = 'execgraph_metadata_end'::regclass`,
    )
    expect(await indexes()).toContain('unfinished, from a creation that was interrupted: it is dropped first')
    expect(await indexes('--create')).toContain('Dropping the unfinished execgraph_metadata_end …')
    expect(await names()).toEqual(before)
    expect(await indexes()).toContain('nothing is to be done')
  })

  it('leaves an index alone that has the name of another', async () => {
    await sql.run('drop index execgraph_runs_flow')
    await sql.run('create index execgraph_runs_flow on runs_v3 (run_number)')
    await expectRefused(['indexes', ...at(), '--create'], 'another index called "execgraph_runs_flow"')
    await sql.run('drop index execgraph_runs_flow')
  })
})

describe('execgraph accelerate', () => {
  const accelerate = (...more: string[]) => reported(['accelerate', '--facts', ...at(), ...more])
  const left = async () =>
    sql.run(
      `select relname as name from pg_class where relname in ('execgraph_runs', 'execgraph_state', 'execgraph_missed')
      union all select tgname from pg_trigger where tgname like 'execgraph%' union all select proname from pg_proc where proname like 'execgraph%'`,
    )
  const registers = async () =>
    (await sql.run('select count(*)::int as n from execgraph_runs where end_ok = 1 and outcome = 1'))[0]!['n']

  it('fills the registers, says how much they are, and is done the second time', async () => {
    const text = await printed(['accelerate', '--facts', ...at()])
    expect(text).toMatch(/Complete: the registers of 2,500 runs, \d+ kB with their indexes\./)
    expect(await registers()).toBe(2_500)
    expect(await accelerate()).toContain('nothing is to be done')
  })

  it('goes on where it was interrupted', async () => {
    await sql.run(`update execgraph_state set complete = false, done_number = 1000`)
    await sql.run('delete from execgraph_runs where number > 1000')
    expect(await accelerate()).toContain('Complete: the registers of 2,500 runs')
    expect(await registers()).toBe(2_500)
  })

  it('begins anew when a trigger was not there all the time, and looks again at runs that a trigger missed', async () => {
    await sql.run('alter table metadata_v3 disable trigger execgraph_end_verdict')
    await sql.run(
      `update execgraph_runs set end_ok = null, end_ok_at = null, end_ok_id = null where number = 7`,
    )
    expect(await accelerate()).toContain('Complete')
    expect(await registers()).toBe(2_500)
    await sql.run(`update execgraph_runs set end_ok = 0 where number = 8`)
    await sql.run(`insert into execgraph_missed values ('F', 8), ('F', 8), ('gone', 1)`)
    expect(await accelerate()).toContain('Complete')
    expect(await registers()).toBe(2_500)
    expect(await sql.run('select * from execgraph_missed')).toEqual([])
  })

  it('takes all of it away again, also twice', async () => {
    expect(await accelerate('--remove')).toBe(
      `Nothing of Execgraph's registers is left in schema "public".\n`,
    )
    expect(await left()).toEqual([])
    expect(await accelerate('--remove')).toContain('Nothing of')
  })

  it('waits for no more than moments behind a long transaction', async () => {
    const other = openSql(place)
    await other.run('begin')
    await other.run('lock table metadata_v3 in row exclusive mode')
    const done = accelerate()
    const own = 'database = (select oid from pg_database where datname = current_database())'
    const waits = async () => (await sql.run(`select from pg_locks where not granted and ${own}`)).length > 0
    for (const isSo of [true, false]) await expect.poll(waits, { interval: 20 }).toBe(isSo)
    await other.run('commit')
    expect(await done).toContain('a table is busy')
    await other.close()
    expect(await registers()).toBe(2_500)
  })
})
