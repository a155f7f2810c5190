import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { claim, complete, edge, leaseOf, node, start } from '../setup/ask/queue.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { endFact, storeFacts, storeRuns } from '../setup/seeds/runs.ts'
import { details, scalars, whole } from '../setup/seeds/wholes.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { newDirectory, runHere } from '../setup/servers/process.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'

const directory = newDirectory()
const file = (name: string) => join(directory.path, name)
const places: Place[] = []

async function newStore(kind: string): Promise<Place> {
  const place = await newReadyPlace(kind)
  places.push(place)
  return place
}

async function inStore<T>({ url }: Place, work: (api: Api) => Promise<T>): Promise<T> {
  const backend = await openBackend(parseBackend(`main=${url}`))
  const limits = { valueBytes: 200, payloadBytes: 20_000, keepLargeValues: true }
  const api = apiOver([backend], [], { limits })
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

/** A record of every kind, with all that may hang on it, and work of the queue that is under way. */
async function fill(api: Api): Promise<void> {
  await storeRuns(api, [
    { flow: 'Train', number: 7, name: 'seven', user: 'ann', tags: ['a', 'é'], clientKey: 'k' },
  ])
  await storeFacts(api, [endFact('Train', 7, 'attempt', '1'), endFact('Train', 7, 'attempt_ok', 'false')])
  await record(api, [whole('whole', { tags: ['a', '𝄞', '￿'] }), whole('parent', { parentId: null })])
  await record(api, [{ id: 'large', flow: 'Train', inputs: { long: 'x"\\\u0000\n'.repeat(300) } }])
  const failed = { number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED', error: 'no\nmemory' }
  // More than a page, in an order of bytes that is not that of code units.
  for (const letter of ['𝄞', '￿'])
    await record(
      api,
      Array.from({ length: 310 }, (_, index) => begun(`${letter}-${index}`, index, { attempts: [failed] })),
    )
  const dag = { nodes: [node('a'), node('b')], edges: [edge('a b')] }
  await start(
    api,
    [
      { flow: 'Work', id: 'w1' },
      { flow: 'Work', id: 'w2', inputs: { big: 1 } },
    ],
    dag,
  )
  const [first] = await claim(api, { limit: 2 })
  await complete(api, [{ ...leaseOf(first!), output: [1, 2] }])
}

/** Every page of every list, and each execution with all its details. */
async function answers(api: Api): Promise<unknown[]> {
  const found: unknown[] = []
  let after: string | null = null
  do {
    const query = `query ($after: String) { executionHistory(first: 100, after: $after) {
      nodes { ${scalars} tags parent { id } attempts { nodes { number status error startedAt finishedAt } } ${details} failure { summary group { id count } } }
      pageInfo { endCursor hasNextPage } } }`
    const data: {
      executionHistory: { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    } = await api.data(query, { after })
    found.push(...data.executionHistory.nodes)
    after = data.executionHistory.pageInfo.hasNextPage ? data.executionHistory.pageInfo.endCursor : null
  } while (after !== null)
  return [
    ...found,
    await api.data(`{ runs { nodes { id name user tags status statusReason startedAt version
      metadata { nodes { id step field value attempt ts } } executions { nodes { id } } } }
      flows { nodes { name } } statusCounts { counts { status value } }
      failureGroups { nodes { id title count } } audit { nodes { id action count } }
      executions(ids: ["large"]) { inputs { truncatedKeys { json } } }
      queue { open future waiting { name } ready { name } inFlight } }`),
  ]
}

describe.each(postgresKinds.slice(0, 1))('an export', (postgres) => {
  let [first, second, third]: Place[] = []
  beforeAll(async () => {
    first = await newStore('sqlite')
    second = await newStore(postgres)
    third = await newStore('sqlite')
    await inStore(first, fill)
  })
  afterAll(async () => {
    directory.remove()
    await Promise.all(places.map((place) => place.remove()))
  })

  const exported = (place: Place, name: string) =>
    runHere(['export', '--backend', `main=${place.url}`, '--to', file(name)])
  const imported = (place: Place, name: string, ...more: string[]) =>
    runHere(['import', '--backend', `main=${place.url}`, '--from', file(name), ...more])

  it('goes from SQLite to Postgres and back, and every answer is the same', async () => {
    expect(await exported(first!, 'one')).toMatchObject({ code: 0, stdout: '' })
    expect(await imported(second!, 'one')).toMatchObject({ code: 0, stderr: '' })
    expect(await exported(second!, 'two')).toMatchObject({ code: 0, stdout: '' })
    expect(await imported(third!, 'two')).toMatchObject({ code: 0, stderr: '' })
    const [before, between, after] = [
      await inStore(first!, answers),
      await inStore(second!, answers),
      await inStore(third!, answers),
    ]
    expect(before).toHaveLength(626)
    expect(between).toEqual(before)
    expect(after).toEqual(before)
    const unused = (text: string) => text.replaceAll(/"lastUsedAt":\d+/g, '"lastUsedAt":0')
    expect(unused(readFileSync(file('two'), 'utf8'))).toBe(unused(readFileSync(file('one'), 'utf8')))
  })

  it('changes nothing where all is there already', async () => {
    const { code, stdout } = await imported(third!, 'one')
    expect(code).toBe(0)
    expect(stdout).toContain('already there: 625 executions and 1 run.')
  })

  it('goes on where it was cut off', async () => {
    const text = readFileSync(file('one'), 'utf8')
    const lines = text.split('\n')
    const place = lines.findIndex((line) => line.startsWith('{"execution"'))
    const { id } = (JSON.parse(lines[place]!) as { execution: { id: string } }).execution
    const written = { flow: 2, dag: 2, run: 1, execution: 1 }
    const mark = JSON.stringify({ at: { kind: 'execution', key: [id], written } })
    const half = [...lines.slice(0, place + 1), mark, lines[place + 1]!.slice(0, 30)].join('\n')
    writeFileSync(file('half'), half)
    const args = ['export', '--backend', `main=${first!.url}`, '--to', file('half')]
    expect(await runHere(args)).toMatchObject({ code: 1, stderr: expect.stringContaining('already') })
    expect(await runHere([...args, '--resume'])).toMatchObject({ code: 0 })
    const whole = readFileSync(file('half'), 'utf8').split('\n')
    expect(whole.filter((line) => line !== mark).slice(0, -2)).toEqual(lines.slice(0, -2))
    expect(await runHere([...args, '--resume'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('whole'),
    })
  })

  it('with a wrong line is read up to that, and from there on when it is mended', async () => {
    const lines = readFileSync(file('one'), 'utf8').split('\n')
    const place = lines.findIndex((line) => line.startsWith('{"execution"')) + 3
    for (const wrong of [
      lines[place]!.slice(0, -5),
      '[]',
      '{"execution":{"id":"x"}}',
      '{"future":{}}',
      lines[place]!.replace('"flow":', '"flows":'),
      lines[place]!.replace(/"sortAt":\d+/, '"sortAt":"now"'),
    ]) {
      const store = await newStore('sqlite')
      writeFileSync(file('wrong'), lines.with(place, wrong).join('\n'))
      const failed = await imported(store, 'wrong')
      expect(failed.code).toBe(1)
      expect(failed.stderr).toContain(`Line ${place + 1} is wrong: `)
      expect(failed.stderr).toContain(`go on with --from-line ${place + 1}.`)
      const sql = openSql(store)
      expect(await sql.run('select count(*) as n from executions')).toEqual([{ n: 3 }])
      expect(
        await sql.run(
          'select count(*) as n from payloads where execution_id not in (select execution_id from executions)',
        ),
      ).toEqual([{ n: 0 }])
      await sql.close()
      if (wrong !== '[]') continue
      expect(await imported(store, 'one', '--from-line', String(place + 1))).toMatchObject({ code: 0 })
      expect(await inStore(store, answers)).toEqual(await inStore(first!, answers))
    }
  })

  it.each([
    ['', 'There is nothing to read'],
    ['{"id":1}\n', 'was not written by execgraph export'],
    [
      '{"format":"execgraph-export","version":2}\n',
      'The file has format 2, and this Execgraph reads format 1.',
    ],
    ['{"format":"execgraph-export","version":1}\n', 'The file ends before its last line'],
  ])('that begins with %j is refused', async (text, why) => {
    const store = await newStore('sqlite')
    writeFileSync(file('refused'), text)
    expect(await imported(store, 'refused')).toMatchObject({ code: 1, stderr: expect.stringContaining(why) })
  })
})
