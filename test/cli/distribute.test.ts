import { afterAll, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/cli/doctor/doctor.ts'
import { runHere } from '../setup/servers/process.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'

// What needs a cluster: npm run bench -- citus, with CITUS_URL.

const places: Place[] = []
afterAll(async () => void (await Promise.all(places.map((place) => place.remove()))))

async function newStore() {
  const place = await newReadyPlace('postgres')
  places.push(place)
  return place
}

describe('execgraph distribute', () => {
  it('refuses a database without Citus, says what to do, and leaves it as it is', async () => {
    const place = await newStore()
    const sql = openSql(place)
    const catalog = `select relname, relkind from pg_class where relnamespace = 'public'::regnamespace order by 1`
    const triggers = `select tgname from pg_trigger where not tgisinternal order by 1`
    const before = [await sql.run(catalog), await sql.run(triggers)]
    for (const options of [['--dry-run'], [], ['--blocking', '--shards', '4']]) {
      const { code, stdout, stderr } = await runHere([
        ...['distribute', '--backend', `main=${place.url}?citus=true`],
        ...options,
      ])
      expect([code, stdout, stderr]).toEqual([
        1,
        `main:
  problem  citus: The database has no extension citus.
           -> Install Citus on every server, and run there: create extension citus;
`,
        'execgraph: Backend "main" was left as it is.\n',
      ])
    }
    expect([await sql.run(catalog), await sql.run(triggers)]).toEqual(before)
    await sql.close()
  })

  it('says the same to a program', async () => {
    const place = await newStore()
    const { code, stdout } = await runHere([
      'distribute',
      '--backend',
      `main=${place.url}?citus=true`,
      '--json',
    ])
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        ok: false,
        findings: [expect.objectContaining({ level: 'problem', check: 'citus' })],
        steps: [],
      },
    ])
  })

  it.each([
    [[], 2, /distribute needs one --backend/],
    [['--backend', 'a=memory:', '--backend', 'b=memory:'], 2, /distribute needs one --backend/],
    [['--backend', 'a=memory:'], 1, /A store of kind memory is not distributed: Postgres with Citus is\./],
    [['--backend', 'a=sqlite:./never.db'], 1, /A store of kind sqlite is not distributed/],
    [['--backend', 'a=postgres://u@127.0.0.1:1/db?citus=yes'], 2, /citus=yes is neither true nor false/],
    [['--backend', 'a=postgres://u@127.0.0.1:1/db?citus=true'], 1, /Backend "a": .*127\.0\.0\.1:1/],
    [
      ['--backend', 'a=postgres://u@h/db', '--shards', '0'],
      2,
      /--shards must be a whole number from 1 to 1024/,
    ],
    [['--backend', 'a=postgres://u@h/db', '--shard', '8'], 2, /There is no option --shard/],
  ])('of %j says what is wrong', async (args, wanted, why) => {
    const { code, stdout, stderr } = await runHere(['distribute', ...args])
    expect([code, stdout, stderr]).toEqual([wanted, '', expect.stringMatching(why)])
  })
})

it('the doctor notes that citus=true is for a cluster', async () => {
  const place = await newStore()
  const lines: string[] = []
  await runDoctor(['--backend', `main=${place.url}?citus=true`, '--json'], {}, (line) => lines.push(line))
  const { findings } = JSON.parse(lines.join('\n')) as { findings: { check: string }[] }
  expect(findings.filter(({ check }) => check === 'citus')).toEqual([
    {
      backend: 'main',
      level: 'note',
      check: 'citus',
      text: 'The URL says citus=true, and the database has no Citus.',
      todo: 'Install Citus, or leave out citus=true: statements for a cluster are slower on one server.',
    },
  ])
})
