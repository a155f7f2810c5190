import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { Usage } from '../../src/cli/options/usage.ts'
import { newDirectory, run, said, serve } from '../setup/servers/process.ts'
import { lay, storedIds } from '../setup/seeds/retention.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { longIt } from '../setup/whole.ts'

const day = 86_400_000
const rule = 'completed:30d,count:2'

/** What a command prints, without a process of its own. */
async function printed([name, ...args]: readonly string[], environment = {}): Promise<string> {
  const lines: string[] = []
  const command = await commands.find((one) => one.name === name)!.load()
  await command.run(args, environment, { say: (line) => lines.push(`${line}\n`), tell: () => {} })
  return lines.join('')
}

/** A store with the tables in it, and executions of a hundred days ago. */
async function storeOf(kind: string, count: number) {
  const place = await newReadyPlace(kind)
  const sql = openSql(place)
  const first = Date.now() - 100 * day
  for (let done = 0; done < count; done += 1_000)
    await lay(
      sql,
      Array.from({ length: Math.min(1_000, count - done) }, (_, index) => ({
        id: `e${done + index}`,
        sortAt: first + done + index,
        verdict: (done + index) % 4 === 0 ? 2 : 1,
      })),
    )
  await sql.run(`insert into dags (dag_hash, json, node_count, last_used_at) values ('a', '{}', 0, 1)`)
  return { place, sql }
}

describe.each(kinds)('execgraph retain on %s', (kind) => {
  const places: Place[] = []
  afterAll(async () => void (await Promise.all(places.map((place) => place.remove()))))

  it('tells what it would remove, then removes it and tells so', async () => {
    const { place, sql } = await storeOf(kind, 16)
    places.push(place)
    const args = ['retain', '--backend', `main=${place.url}`, '--retain', rule]
    const dry = await printed([...args, '--dry-run'])
    expect(dry).toEqual(`main: would remove 12 executions by completed:30d
main: would remove 4 executions by count:2
main: would remove 1 unused DAG
main: would remove 0 audit entries
`)
    expect(await storedIds(sql)).toHaveLength(16)
    expect(await sql.run('select dag_hash from dags')).toHaveLength(1)
    const real = await run(args)
    const stdout = dry.replaceAll('would remove', 'removed')
    expect(real).toEqual({ code: 0, signal: null, stderr: '', stdout })
    expect(await storedIds(sql)).toEqual([])
    expect(await sql.run('select dag_hash from dags')).toEqual([])
    await sql.close()
  })

  // What ends it is the server.
  const ofServer = kind === 'sqlite' ? it : longIt
  ofServer(
    'is what serve --retain does by itself, between two transactions of which it may end',
    async () => {
      const { place, sql } = await storeOf(kind, 2_000)
      places.push(place)
      await slowDown(sql)
      const server = await serve(['--backend', `main=${place.url}`, '--retain', 'any:30d'])
      const removing = async () =>
        (await sql.run(`select 1 from executions where execution_id = 'e0'`)).length === 0
      while (!(await removing())) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await server.stop()).toEqual({ code: 0, signal: null })
      // On a busy machine a transaction may last longer than it is waited for.
      expect(server.output.stdout).toContain('"msg":"closed')
      const left = await storedIds(sql)
      expect(left.length).toBeGreaterThan(0)
      await sql.run(`drop trigger slow${sql.dialect === 'postgres' ? ' on executions' : ''}`)
      const again = await serve(['--backend', `main=${place.url}`], { env: { EXECGRAPH_RETAIN: 'any:30d' } })
      const line = await said(again, /("parts":\[.*\]),"dags":0,"msg":"retention removed old history"/)
      expect(line).toEqual([`"parts":[{"part":"any:30d","executions":${left.length}}]`])
      expect(await storedIds(sql)).toEqual([])
      await again.stop()
      await sql.close()
    },
  )
})

/** From now on it takes a while to delete an execution: to be done before a signal comes, even if this process has to wait. */
async function slowDown(sql: Sql): Promise<void> {
  if (sql.dialect === 'sqlite') {
    const count =
      'with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) select max(i) from n'
    return void (await sql.run(`create trigger slow before delete on executions begin ${count}; end`))
  }
  await sql.run(
    'create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.002); return old; end $$',
  )
  await sql.run('create trigger slow before delete on executions for each row execute function slow()')
}

const main = 'main=sqlite:./main.db'
const noRule = 'retain needs a rule, such as --retain "completed:30d,failed:90d,count:100000".'
const noFile = 'Backend "main" cannot be opened: there is no file "./main.db".'

describe('what is wrong is said in a sentence', () => {
  it.each([
    [['retain'], 'retain needs a --backend, such as --backend main=sqlite:./execgraph.db.'],
    [['retain', '--backend', main], noRule],
    [
      ['retain', '--backend', main, '--retain', 'failed'],
      '--retain: "failed" must have the form word:amount, such as "completed:30d,failed:90d,count:100000".',
    ],
    [['retain', '--backend', main, '--retain', rule], noFile],
    [
      ['retain', '--dry', '--backend', main],
      'There is no option --dry. Known: --backend, --retain, --dry-run.',
    ],
    [
      ['retain', '--backend', 'mf=metaflow+postgres://user:secret@host/db', '--retain', rule],
      'Backend "mf" is the database of a Metaflow service, which is never written to. Name another one.',
    ],
    [
      ['retain', '--backend', 'm=memory:', '--retain', rule],
      'Backend "m" is in the memory of a server: start that with --retain instead.',
    ],
    [
      ['serve', '--retain', 'any:0d'],
      '--retain: "any:0d" must be an age greater than zero and at most 100 years, such as 30d.',
    ],
  ])('%j', async (args, sentence) => {
    const error = await printed(args).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ message: sentence })
    expect(error instanceof Usage).toBe(!sentence.startsWith('Backend'))
    expect(existsSync('main.db')).toBe(false)
  })

  it('of the environment too', async () => {
    await expect(printed(['serve'], { EXECGRAPH_RETAIN: 'any' })).rejects.toThrow(
      /^EXECGRAPH_RETAIN: "any" must have the form word:amount/,
    )
  })

  it.each([
    { args: ['retain', '--backend', main], code: 2, sentence: noRule },
    { args: ['retain', '--backend', main, '--retain', rule], code: 1, sentence: noFile },
  ])('and the program ends with $code', async ({ args, code, sentence }) => {
    const directory = newDirectory()
    const ended = await run(args, { cwd: directory.path })
    expect(ended).toEqual({ code, signal: null, stderr: `execgraph: ${sentence}\n`, stdout: '' })
    expect(existsSync(join(directory.path, 'main.db'))).toBe(false)
    directory.remove()
  })
})
