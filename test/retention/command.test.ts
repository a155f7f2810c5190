import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDirectory, run, said, serve } from '../setup/servers/process.ts'
import { lay, storedIds } from '../setup/seeds/retention.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'

const day = 86_400_000
const rule = 'completed:30d,count:2'

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
    const dry = await run([...args, '--dry-run'])
    expect(dry).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `main: would remove 12 executions by completed:30d
main: would remove 4 executions by count:2
main: would remove 1 unused DAG
main: would remove 0 audit entries
`,
    })
    expect(await storedIds(sql)).toHaveLength(16)
    expect(await sql.run('select dag_hash from dags')).toHaveLength(1)
    const real = await run(args)
    expect(real).toEqual({ ...dry, stdout: dry.stdout.replaceAll('would remove', 'removed') })
    expect(await storedIds(sql)).toEqual([])
    expect(await sql.run('select dag_hash from dags')).toEqual([])
    await sql.close()
  })

  /** A server that is told to stop while it removes 12,000 executions, and what it leaves. */
  async function interrupted(kind: string) {
    const { place, sql } = await storeOf(kind, 12_000)
    places.push(place)
    const server = await serve(['--backend', `main=${place.url}`, '--retain', 'any:30d'])
    const removing = async () =>
      (await sql.run(`select 1 from executions where execution_id = 'e0'`)).length === 0
    while (!(await removing())) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    // On a busy machine a transaction may last longer than it is waited for.
    expect(server.output.stdout).toContain('"msg":"closed')
    return { place, sql, left: await storedIds(sql) }
  }

  it('is what serve --retain does by itself, between two transactions of which it may end', async () => {
    let { place, sql, left } = await interrupted(kind)
    // Had this process to wait, the server may have been done before the signal came: that says nothing.
    for (let time = 1; time < 5 && left.length === 0; time++) {
      await sql.close()
      ;({ place, sql, left } = await interrupted(kind))
    }
    expect(left.length).toBeGreaterThan(0)
    const again = await serve(['--backend', `main=${place.url}`], { env: { EXECGRAPH_RETAIN: 'any:30d' } })
    const line = await said(again, /("parts":\[.*\]),"dags":0,"msg":"retention removed old history"/)
    expect(line).toEqual([`"parts":[{"part":"any:30d","executions":${left.length}}]`])
    expect(await storedIds(sql)).toEqual([])
    await again.stop()
    await sql.close()
  })
})

describe('what is wrong is said in a sentence', () => {
  let directory: ReturnType<typeof newDirectory>
  beforeEach(() => {
    directory = newDirectory()
  })
  afterEach(() => directory.remove())

  const main = 'main=sqlite:./main.db'
  it.each([
    [['retain'], 'retain needs a --backend, such as --backend main=sqlite:./execgraph.db.'],
    [
      ['retain', '--backend', main],
      'retain needs a rule, such as --retain "completed:30d,failed:90d,count:100000".',
    ],
    [
      ['retain', '--backend', main, '--retain', 'failed'],
      '--retain: "failed" must have the form word:amount, such as "completed:30d,failed:90d,count:100000".',
    ],
    [
      ['retain', '--backend', main, '--retain', rule],
      'Backend "main" cannot be opened: there is no file "./main.db".',
    ],
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
    const { code, stderr, stdout } = await run(args, { cwd: directory.path })
    expect({ code, stderr, stdout }).toEqual({
      code: sentence.startsWith('Backend') ? 1 : 2,
      stderr: `execgraph: ${sentence}\n`,
      stdout: '',
    })
    expect(existsSync(join(directory.path, 'main.db'))).toBe(false)
  })

  it('of the environment too', async () => {
    const { stderr } = await run(['serve'], { cwd: directory.path, env: { EXECGRAPH_RETAIN: 'any' } })
    expect(stderr).toMatch(/^execgraph: EXECGRAPH_RETAIN: "any" must have the form word:amount/)
  })
})
