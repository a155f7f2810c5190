import { describe, expect, it } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { begun, record, results } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const underWay =
  "select query from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()"

describe.concurrent('a write that waits for another transaction', () => {
  it.each([...postgresKinds.map((kind) => [kind, '']), ['postgres', '?prepare=false']])(
    'on %s%s is a TIMEOUT after its bound, and nothing is written afterwards',
    async (kind, option) => {
      const api = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => `${url}${option}`)
      const [sql, other] = [openSql(api.places[0]!), openSql(api.places[0]!)]
      await other.run('begin')
      await other.run('lock table payloads in access exclusive mode')
      const answers = await results(api, [begun('new', 0, { inputs: 1 }), begun('other')])
      expect(answers.map(({ id, ok, problem }) => [id, ok, problem?.['code']])).toEqual([
        ['new', false, 'TIMEOUT'],
        ['other', false, 'TIMEOUT'],
      ])
      // The test's own time limit ends this, if the statement does not.
      while ((await sql.run(underWay)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      await other.run('rollback')
      expect(await sql.run('select execution_id from executions')).toEqual([])
      await record(api, [begun('new', 0, { inputs: 1 })])
      await Promise.all([sql.close(), other.close()])
      await api.close()
    },
  )
})
