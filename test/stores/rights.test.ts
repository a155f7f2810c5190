import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { errors } from '../setup/ask/answers.ts'
import { adapters } from '../setup/contract/adapters.ts'
import { many } from '../setup/contract/history.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { newLog } from '../setup/servers/logged.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

const role = `lesser_${process.pid}_${Date.now()}`
/** What stands before the URLs of places that do not say it themselves. */
const schemes: Readonly<Record<string, string>> = {
  'postgres': '',
  'metaflow': '',
  'agentfield in postgres': '',
  'dbos in postgres': 'dbos+',
  'pgboss': '',
  'openworkflow in postgres': 'openworkflow+',
}
const message =
  'Backend "prod" refused this: its database user lacks the right to do it. Grant the user that right.'
const refused = { code: 'BACKEND_UNAVAILABLE', backend: 'prod' }

const asRole = (text: string) => {
  const [kind, url] = /^(?:([a-z]+)\+)?(.*)$/s.exec(text)!.slice(1)
  const own = Object.assign(new URL(url!), { username: role, password: 'secret' })
  return `${kind === undefined ? '' : `${kind}+`}${own.href}`
}

let server: Sql
beforeAll(async () => {
  server = openSql({ url: inject('servers')['postgres']!, remove: async () => {} })
  await server.run(`create role ${role} login password 'secret'`)
})
afterAll(async () => {
  await server.run(`drop role ${role}`)
  await server.close()
})

describe.each(Object.entries(schemes))(
  '%s, whose user loses its rights while it is served',
  (kind, scheme) => {
    let api: Api
    const { log, lines } = newLog()
    beforeAll(async () => {
      await server.run(`alter role ${role} superuser`)
      const seeded = await adapters[kind]!.seed(many.slice(0, 5))
      await seeded.backend.close()
      const backend = await openBackend(parseBackend(`prod=${scheme}${asRole(seeded.place.url)}`))
      api = apiOver([backend], [seeded.place], { log })
    })
    afterAll(() => api.close())

    const list = '{ executionHistory { nodes { id } } }'
    const write =
      'mutation { recordExecutions(input: { executions: [{ id: "e", flow: "F" }] }) { results { ok problem { code message } } } }'

    it('says so, and goes on once it has them again', async () => {
      expect((await api.ask(list)).errors).toBeUndefined()
      await server.run(`alter role ${role} nosuperuser`)
      const answer = await api.ask(list)
      expect(answer.data).toEqual({ executionHistory: null })
      expect(errors(answer)).toMatchObject([{ path: ['executionHistory'], ...refused }])
      expect(answer.errors![0]!.message).toBe(message)
      if (kind === 'postgres')
        expect(await api.data(write)).toEqual({
          recordExecutions: { results: [{ ok: false, problem: { code: refused.code, message } }] },
        })
      expect(JSON.stringify(lines)).toMatch(/42501.*permission denied for/)
      await server.run(`alter role ${role} superuser`)
      expect((await api.ask(list)).errors).toBeUndefined()
    })
  },
)
