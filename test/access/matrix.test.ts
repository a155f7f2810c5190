import { getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { type TokenScope, revokeStored, tokenScopes } from '../../src/db/tokens/tokens.ts'
import { type AccessRule, accessRules } from '../../src/graphql/access/rules.ts'
import { schema } from '../../src/graphql/schema.ts'
import { askOf, postTo, readStream } from '../setup/ask/streams.ts'
import { type Answer, type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { sized } from '../setup/whole.ts'

/** What each root field is asked with: something of the flow "seen" in the backend "main". */
const asked: Readonly<Record<string, string>> = {
  'Query.executions': '(ids: ["e"])',
  'Query.execution': '(id: "e")',
  'Query.run': '(flow: "seen")',
  'Query.retentionPreview': '(rule: "completed:1d")',
  'Query.compareExecutions': '(pairs: [{ right: "e" }])',
  'Query.compareRuns': '(pairs: [{ right: "seen/1" }])',
  'Subscription.executionsChanged': '(ids: ["e"])',
  'Mutation.recordExecutions':
    '(input: { executions: [{ id: "e", flow: "seen" }], onConflict: IGNORE, backend: "main" })',
  'Mutation.updateExecutions': '(input: { executions: [{ id: "e", addTags: ["x"] }], backend: "main" })',
  'Mutation.deleteExecutions': '(input: { ids: ["gone"], backend: "main" })',
  'Mutation.clearExecutions': '(input: { backend: "main", confirm: "not now" })',
  'Mutation.startExecutions':
    '(input: { executions: [{ id: "q", flow: "seen" }], backend: "main", dag: { nodes: [{ id: "a", kind: "k" }] } })',
  'Mutation.claimActions': '(input: { worker: "w", kinds: ["nothing"], backend: "main" })',
  'Mutation.completeActions':
    '(input: { completions: [{ executionId: "e", nodeId: "a", leaseToken: "t" }], backend: "main" })',
  'Mutation.extendLeases':
    '(input: { leases: [{ executionId: "e", nodeId: "a", leaseToken: "t", leaseMs: 1000 }], backend: "main" })',
  'Mutation.cancelExecutions': '(input: { ids: ["gone"], backend: "main" })',
  'Mutation.retryExecutions': '(input: { ids: ["gone"], backend: "main" })',
  'Mutation.recordRuns': '(input: { runs: [{ flow: "seen", number: 1, clientKey: "k" }], backend: "main" })',
  'Mutation.heartbeatRuns': '(input: { heartbeats: [{ flow: "seen", number: 1 }], backend: "main" })',
  'Mutation.recordMetadata':
    '(input: { facts: [{ execution: "e", field: "note", value: "x" }], backend: "main" })',
  'Mutation.createTokens': '(input: { tokens: [{ name: "", scopes: [READ] }] })',
  'Mutation.revokeTokens': '(input: { ids: ["nobody"] })',
}

const operations = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' } as const
const roots = (['Query', 'Mutation', 'Subscription'] as const).flatMap((type) =>
  Object.values(schema.getRootType(operations[type] as never)!.getFields()).map((field) => ({
    name: `${type}.${field.name}`,
    type,
    field: field.name,
    rule: accessRules[type]![field.name] as AccessRule,
    query: `${operations[type]} { ${field.name}${asked[`${type}.${field.name}`] ?? ''} ${selected(field.type)} }`,
  })),
)

/** Something that reads no further records. */
function selected(type: Parameters<typeof getNamedType>[0]): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  const { results } = named.getFields()
  if (results) return '{ results { ok problem { code } } }'
  const plain = Object.values(named.getFields()).find((field) => !isObjectType(getNamedType(field.type)))
  return plain ? `{ ${plain.name} }` : '{ __typename }'
}

/** Those who ask, and what stands in their way besides their scopes. */
const limits = {
  none: {},
  flows: { flows: ['seen'] },
  backends: { backends: ['main'] },
} as const
const kindsOfLimit = Object.keys(limits) as (keyof typeof limits)[]

it('has a rule for each root field, and no other', () => {
  for (const type of Object.keys(operations) as (keyof typeof operations)[])
    expect(Object.keys(accessRules[type]!).toSorted()).toEqual(
      Object.keys(schema.getRootType(operations[type] as never)!.getFields()).toSorted(),
    )
})

/** The rule is not the store's. */
describe.each(sized(kinds, ['sqlite']))('who may use a root field on %s', (kind) => {
  let open: Api
  let api: Api
  const secrets = new Map<string, string>()
  const secretOf = (scope: TokenScope, limit: keyof typeof limits) => secrets.get(`${scope} ${limit}`)!
  let wrong: { expired: string; revoked: string; unknown: string }

  beforeAll(async () => {
    open = await startApi({ title: kind, kinds: { main: kind, other: kind } })
    const [main] = open.backends
    api = apiOver(open.backends, [], { auth: 'tokens', admin: main! })
    for (const flow of ['seen', 'hidden'])
      await open.data(`mutation { recordRuns(input: { runs: [{ flow: "${flow}", number: 1, clientKey: "k" }] }) {
        results { ok } } recordExecutions(input: { executions: [{ id: "${flow === 'seen' ? 'e' : 'h'}", flow: "${flow}" }] }) {
        results { ok } } }`)
    for (const scope of tokenScopes)
      for (const limit of kindsOfLimit)
        secrets.set(
          `${scope} ${limit}`,
          (await makeToken(main!, { scopes: [scope], ...limits[limit] })).secret,
        )
    const { id, secret: revoked } = await makeToken(main!)
    await revokeStored(main!, [id], newChange('REVOKE_TOKENS', commandLine), createMeter())
    const expired = (await makeToken(main!, { expiresAt: Date.now() - 1 })).secret
    wrong = { expired, revoked, unknown: `egt_${'x'.repeat(43)}` }
  })
  afterAll(async () => {
    await api.app.close()
    await open.close()
  })

  /** The code of the answer's first error, or `OK`. */
  async function codeOf(
    secret: string | undefined,
    { type, query }: (typeof roots)[number],
  ): Promise<string> {
    if (type !== 'Subscription') return codeIn(await askAs(api.app, secret, query))
    const more = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
    const body = { operations: [{ id: 'o', query }] }
    const response = await postTo(askOf(api.app), '/graphql/stream', body, more)
    if (response.status !== 200) return codeIn((await response.json()) as Answer)
    const stream = readStream(response)
    const told = () => stream.events.find(({ event }) => event === 'error' || event === 'beat')
    await expect.poll(told).toBeDefined()
    await stream.close()
    return told()!.event === 'error' ? codeIn(told()!.data) : 'OK'
  }

  /** All at once: a server looks only now and then for tokens that it does not know. */
  let strangers: Promise<Map<string, string[]>> | undefined
  const codesOfStrangers = () =>
    (strangers ??= Promise.all(
      roots.map(async (root) => {
        const secrets = [undefined, ...Object.values(wrong)]
        return [root.name, await Promise.all(secrets.map((secret) => codeOf(secret, root)))] as const
      }),
    ).then((codes) => new Map(codes)))

  it.each(roots)('is nobody without a valid token ($name)', async ({ name }) => {
    const codes = (await codesOfStrangers()).get(name)!
    expect(codes).toEqual(['UNAUTHENTICATED', ...Object.keys(wrong).map(() => 'UNAUTHENTICATED')])
  })

  it.each(roots)('are those whose scope and limits the rule allows ($name)', async (root) => {
    const { rule } = root
    const cases = tokenScopes.flatMap((scope) => kindsOfLimit.map((limit) => ({ scope, limit })))
    const found = await Promise.all(
      cases.map(async ({ scope, limit }) => {
        const code = await codeOf(secretOf(scope, limit), root)
        return { scope, limit, code: code === 'FORBIDDEN' ? code : 'other' }
      }),
    )
    const expected = cases.map(({ scope, limit }) => {
      const mayAsk =
        scope === rule.scope &&
        !(limit === 'flows' && rule.ofAllFlows) &&
        !(limit === 'backends' && rule.ofAllBackends)
      return { scope, limit, code: mayAsk ? 'other' : 'FORBIDDEN' }
    })
    expect(found).toEqual(expected)
  })

  it('sees nothing of another flow or backend, and writes nothing there', async () => {
    const hidden = await makeToken(open.backends[0]!, { flows: ['seen'], backends: ['main'] })
    const ask = (query: string) => askAs(api.app, hidden.secret, query)
    const reads =
      await ask(`{ executions(ids: ["e", "h", "main:h", "other:e"]) { id } run(flow: "hidden") { id }
      runs { nodes { id } } flows { nodes { name } } backends { name latencyMs max evicted }
      compareRuns(pairs: [{ right: "hidden/1" }]) { right { id } } }`)
    expect(reads.data).toEqual({
      ...{ executions: [{ id: 'e' }, null, null, null], run: null, runs: { nodes: [{ id: 'main:seen/1' }] } },
      flows: { nodes: [{ name: 'seen' }] },
      backends: [{ name: 'main', latencyMs: null, max: null, evicted: null }],
      compareRuns: [null],
    })
    expect(reads.errors!.map(({ extensions }) => extensions!['code'])).toEqual(['NOT_FOUND'])
    const other = await ask('{ runs(filter: { backend: ["other"] }) { nodes { id } } }')
    expect(other.errors![0]).toMatchObject({
      message: 'There is no backend "other". Configured: "main".',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const writes = await ask(`mutation {
      recordExecutions(input: { executions: [{ id: "n", flow: "hidden" }, { id: "h", flow: "seen" }] }) { ...R }
      replaced: recordExecutions(input: { executions: [{ id: "h", flow: "seen" }], onConflict: REPLACE }) { ...R }
      kept: recordExecutions(input: { executions: [{ id: "h", flow: "seen" }], onConflict: IGNORE }) {
        results { ok execution { id } } }
      updateExecutions(input: { executions: [{ id: "h", addTags: ["x"] }] }) { results { problem { code } } }
      deleteExecutions(input: { ids: ["h"] }) { results { problem { code } } }
      cancelExecutions(input: { ids: ["h"] }) { results { problem { code } } }
      retryExecutions(input: { ids: ["h"] }) { results { problem { code } } }
      recordRuns(input: { runs: [{ flow: "hidden" }] }) { results { problem { code field } } }
      heartbeatRuns(input: { heartbeats: [{ flow: "hidden", number: 1 }] }) { results { problem { code } } }
      recordMetadata(input: { facts: [
        { run: { flow: "hidden", number: 1 }, step: "s", field: "f", value: "v" }
        { execution: "h", field: "f", value: "v" }] }) { results { problem { code } } }
      startExecutions(input: { executions: [{ id: "s", flow: "hidden" }],
        dag: { nodes: [{ id: "a", kind: "k" }] } }) { results { problem { code } } }
    } fragment R on RecordExecutionsPayload { results { problem { code field } } }`)
    const problems = (...codes: string[]) => ({ results: codes.map((code) => ({ problem: { code } })) })
    expect(writes.errors).toBeUndefined()
    expect(writes.data).toEqual({
      recordExecutions: {
        results: [
          { problem: { code: 'FORBIDDEN', field: 'input.executions[0].flow' } },
          { problem: { code: 'CONFLICT', field: 'input.executions[1].id' } },
        ],
      },
      replaced: { results: [{ problem: { code: 'CONFLICT', field: 'input.executions[0].id' } }] },
      kept: { results: [{ ok: true, execution: null }] },
      updateExecutions: problems('NOT_FOUND'),
      deleteExecutions: problems('NOT_FOUND'),
      cancelExecutions: problems('NOT_FOUND'),
      retryExecutions: problems('NOT_FOUND'),
      recordRuns: { results: [{ problem: { code: 'FORBIDDEN', field: 'input.runs[0].flow' } }] },
      heartbeatRuns: problems('FORBIDDEN'),
      recordMetadata: problems('FORBIDDEN', 'NOT_FOUND'),
      startExecutions: problems('FORBIDDEN'),
    })
    const kept = await open.data(
      '{ execution(id: "h") { flow tags version } run(flow: "hidden") { number } }',
    )
    expect(kept).toEqual({ execution: { flow: 'hidden', tags: [], version: '1' }, run: { number: 1 } })
    const elsewhere =
      'mutation { recordRuns(input: { backend: "other", runs: [{ flow: "seen" }] }) { results { ok } } }'
    expect((await ask(elsewhere)).errors![0]!.extensions!['code']).toBe('BAD_USER_INPUT')
  })
})

const codeIn = ({ errors }: Answer): string => {
  const code = errors?.[0]?.extensions?.['code'] ?? 'OK'
  return typeof code === 'string' ? code : JSON.stringify(code)
}
