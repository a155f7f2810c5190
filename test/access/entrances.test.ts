import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mcpOverHttp } from '../../src/client/mcp/overhttp.ts'
import { readingTools, writingTools } from '../../src/client/mcp/tools.ts'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { revokeStored, tokenScopes } from '../../src/db/tokens/tokens.ts'
import { type AccessRule, accessRules } from '../../src/graphql/access/rules.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

/** By the first part of a path: what is asked there, and by which methods those may ask who send no token. */
const entrances: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  graphql: { '/graphql': [], '/graphql/stream': [], '/graphql/stream/token': [] },
  graphiql: { '/graphiql/graphiql.js': ['GET'] },
  assets: { '/assets/main.js': ['GET'] },
  healthz: { '/healthz': ['GET'] },
  readyz: { '/readyz': ['GET'] },
  metrics: { '/metrics': [] },
  mcp: { '/mcp': [], '/mcp/more': [] },
  session: { '/session': ['GET', 'DELETE'], '/session/oidc': ['GET'] },
}
/** What is no path of a request. */
const files = new Set(['index', 'proc', 'theme'])

it('has a rule for each entrance that the server knows, and no other', () => {
  const folder = new URL('../../src/server/', import.meta.url)
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const literal = /['`]\/([a-z][\w-]*)|\^\\\/(?:\(\?:)?([a-z|]+)/g
  const found = new Set<string>()
  for (const file of sources)
    for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
      if (/^\s*(?:\/\/|\/?\*)/.test(line)) continue
      for (const [, path, paths = path] of line.matchAll(literal))
        for (const one of paths!.split('|')) if (!files.has(one)) found.add(one)
    }
  expect([...found].toSorted()).toEqual(Object.keys(entrances).toSorted())
})

/** What each tool is asked with, and the field of the API whose rule is that of the tool. */
const tools: Readonly<Record<string, { readonly of: string; readonly args?: object }>> = {
  attention: { of: 'Query.attention' },
  find_runs: { of: 'Query.runs' },
  find_executions: { of: 'Query.executionHistory' },
  why: { of: 'Query.execution', args: { execution: 'e' } },
  groups: { of: 'Query.failureGroups' },
  compare: { of: 'Query.compareExecutions', args: { what: 'executions', right: 'e' } },
  queue: { of: 'Query.queue' },
  cancel: { of: 'Mutation.cancelExecutions', args: { ids: ['gone'], backend: 'main' } },
  retry: { of: 'Mutation.retryExecutions', args: { ids: ['gone'], backend: 'main' } },
}
const ruleOf = (of: string): AccessRule => {
  const [type, field] = of.split('.') as [string, string]
  return accessRules[type]![field]!
}

it('has a rule for each tool of MCP, and no other', () => {
  const names = [...readingTools, ...writingTools].map(({ name }) => name)
  expect(Object.keys(tools).toSorted()).toEqual(names.toSorted())
  expect(Object.values(tools).map(({ of }) => ruleOf(of))).not.toContain(undefined)
  for (const { name, annotations } of readingTools)
    expect([annotations.readOnlyHint, ruleOf(tools[name]!.of).scope]).toEqual([true, 'READ'])
  for (const { annotations } of writingTools) expect(annotations.readOnlyHint).toBe(false)
})

const limits = { none: {}, flows: { flows: ['seen'] }, backends: { backends: ['main'] } } as const
const kindsOfLimit = Object.keys(limits) as (keyof typeof limits)[]

describe('who may come in', () => {
  let open: Api
  let api: Api
  const secrets = new Map<string, string>()
  let wrong: readonly (string | undefined)[]

  beforeAll(async () => {
    open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite', other: 'sqlite' } })
    const main = open.backends[0]!
    const mcp = mcpOverHttp({ allowWrites: true, report: () => {} })
    api = apiOver(open.backends, [], { auth: 'tokens', admin: main, metrics: {}, mcp })
    await open.data(
      'mutation { recordExecutions(input: { executions: [{ id: "e", flow: "seen" }] }) { results { ok } } }',
    )
    for (const scope of tokenScopes)
      for (const limit of kindsOfLimit) {
        const { secret } = await makeToken(main, { scopes: [scope], ...limits[limit] })
        secrets.set(`${scope} ${limit}`, secret)
      }
    const { id, secret: revoked } = await makeToken(main)
    await revokeStored(main, [id], newChange('REVOKE_TOKENS', commandLine), createMeter())
    const expired = (await makeToken(main, { expiresAt: Date.now() - 1 })).secret
    wrong = [undefined, expired, revoked, `egt_${'x'.repeat(43)}`]
  })
  afterAll(async () => {
    await api.app.close()
    await open.close()
  })

  const headersFor = (secret: string | undefined) => ({
    'content-type': 'application/json',
    'accept': 'application/json, text/event-stream',
    ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
  })
  const statusOf = async (path: string, method: string, body = '{}') => {
    const sent = method === 'POST' || method === 'PUT' ? { body } : {}
    return (await api.app.fetch(path, { method, headers: headersFor(undefined), ...sent })).status
  }
  const send = (secret: string | undefined, method: string, params: object = {}) =>
    api.app.fetch('/mcp', {
      method: 'POST',
      headers: headersFor(secret),
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })

  it.each(Object.values(entrances).flatMap((paths) => Object.entries(paths)))(
    'at %s without a token is said by the rule',
    async (path, methods) => {
      const asked = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']
      const let_in = asked.map(async (method) => ((await statusOf(path, method)) === 401 ? [] : [method]))
      expect((await Promise.all(let_in)).flat()).toEqual(methods)
    },
  )

  it('at /mcp is nobody without a valid token, whatever the message is', async () => {
    const methods = [
      'initialize',
      'tools/list',
      'tools/call',
      'ping',
      'server/discover',
      'subscriptions/listen',
      'odd',
    ]
    const found = await Promise.all(
      methods.flatMap((method) =>
        wrong.map(async (secret) => {
          const response = await send(secret, method, { name: 'find_runs', arguments: {} })
          const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
          return [response.status, errors[0]!.extensions.code]
        }),
      ),
    )
    expect(found).toEqual(methods.flatMap(() => wrong.map(() => [401, 'UNAUTHENTICATED'])))
  })

  it.each(Object.keys(tools))('at the tool %s are those whom the rule of its field allows', async (name) => {
    const { of, args = {} } = tools[name]!
    const rule = ruleOf(of)
    const cases = tokenScopes.flatMap((scope) => kindsOfLimit.map((limit) => ({ scope, limit })))
    const found = await Promise.all(
      cases.map(async ({ scope, limit }) => {
        const code = await codeOf(secrets.get(`${scope} ${limit}`)!, name, args)
        return { scope, limit, code: code === 'FORBIDDEN' ? code : 'other' }
      }),
    )
    expect(found).toEqual(
      cases.map(({ scope, limit }) => {
        const mayAsk = scope === rule.scope && !(limit === 'flows' && rule.ofAllFlows)
        return { scope, limit, code: mayAsk ? 'other' : 'FORBIDDEN' }
      }),
    )
  })

  async function codeOf(secret: string, name: string, args: object): Promise<string> {
    const response = await send(secret, 'tools/call', { name, arguments: args })
    const text = await response.text()
    const { result } = JSON.parse(/^data: (.*)$/m.exec(text)![1]!) as {
      result: { content: [{ text: string }] }
    }
    const { error } = JSON.parse(result.content[0].text) as { error?: { code: string } }
    return error?.code ?? 'OK'
  }
})
