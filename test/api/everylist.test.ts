import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

// A list of more than 10,000 values is not coerced: whoever takes one counts it first. A new one without its line here fails.

const isOfValues = (type: GraphQLInputType) => {
  const list = getNullableType(type)
  return isListType(list) && isLeafType(getNullableType(list.ofType))
}

const lists: ReadonlyMap<string, string> = new Map(
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return []
    if (isInputObjectType(type))
      return Object.values(type.getFields())
        .filter((field) => isOfValues(field.type))
        .map((field) => [`${type.name}.${field.name}`, String(field.type)] as const)
    if (!isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap((field) =>
      field.args
        .filter((argument) => isOfValues(argument.type))
        .map((argument) => [`${type.name}.${field.name}(${argument.name})`, String(argument.type)] as const),
    )
  }),
)

const problem = '{ results { problem { code field limit received } } }'
const filtered = (names: string, list: string) =>
  Object.fromEntries(
    names.split(' ').map((name) => {
      const [type, field] = name.split('.') as [string, string]
      return [
        `${type}.${field}`,
        `query Q($list: LIST) { ${list.replace('FILTER', `filter: { ${field}: $list }`)} }`,
      ]
    }),
  )
const inElement = (mutation: string, of: string, rest: string) =>
  `mutation M($list: LIST) { ${mutation}(input: { ${of}: [{ ${rest} }] }) ${problem} }`

/** How each list is sent. */
const uses: Readonly<Record<string, string>> = {
  'Query.executions(ids)': 'query Q($list: LIST) { executions(ids: $list) { id } }',
  'Query.run(status)': 'query Q($list: LIST) { run(flow: "F", status: $list) { id } }',
  'Subscription.executionsChanged(ids)':
    'subscription S($list: LIST) { executionsChanged(ids: $list) { kind } }',
  ...filtered(
    'ExecutionFilter.backend ExecutionFilter.flow ExecutionFilter.status ExecutionFilter.source ExecutionFilter.tagsAny ExecutionFilter.tagsAll ExecutionFilter.failureGroup',
    'executionHistory(FILTER) { nodes { id } }',
  ),
  ...filtered(
    'RunFilter.backend RunFilter.flow RunFilter.status RunFilter.user RunFilter.tagsAny RunFilter.tagsAll',
    'runs(FILTER) { nodes { id } }',
  ),
  ...filtered('FlowFilter.backend', 'flows(FILTER) { nodes { name } }'),
  ...filtered('AuditFilter.backend AuditFilter.action AuditFilter.actor', 'audit(FILTER) { nodes { id } }'),
  'Flow.latest(status)': 'query Q($list: LIST) { flows { nodes { latest(status: $list) { id } } } }',
  'Run.executions(status)':
    'query Q($list: LIST) { runs { nodes { executions(status: $list) { nodes { id } } } } }',
  'Run.latest(status)': 'query Q($list: LIST) { runs { nodes { latest(status: $list) { id } } } }',
  'ExecutionInput.tags': inElement('recordExecutions', 'executions', 'id: "e", flow: "F", tags: $list'),
  'EdgeConditionInput.path': inElement(
    'recordExecutions',
    'executions',
    'id: "e", flow: "F", dag: { nodes: [{ id: "a" }, { id: "b" }], edges: [{ source: "a", target: "b", condition: { path: $list } }] }',
  ),
  'DagGroupInput.nodeIds': inElement(
    'recordExecutions',
    'executions',
    'id: "e", flow: "F", dag: { nodes: [{ id: "a" }], groups: [{ id: "g", label: "g", nodeIds: $list }] }',
  ),
  'ExecutionPatch.addTags': inElement('updateExecutions', 'executions', 'id: "e", addTags: $list'),
  'ExecutionPatch.removeTags': inElement('updateExecutions', 'executions', 'id: "e", removeTags: $list'),
  'StartExecutionInput.tags': `mutation M($list: LIST) { startExecutions(input: { executions: [{ flow: "F", tags: $list }], dag: { nodes: [{ id: "a" }] } }) ${problem} }`,
  'ClaimActionsInput.kinds':
    'mutation M($list: LIST) { claimActions(input: { worker: "w", kinds: $list }) { actions { nodeId } } }',
  'MoveExecutionsInput.ids':
    'mutation M($list: LIST) { cancelExecutions(input: { ids: $list }) { results { ok } } }',
  'DeleteExecutionsInput.ids':
    'mutation M($list: LIST) { deleteExecutions(input: { ids: $list }) { results { ok } } }',
  ...Object.fromEntries(
    ['scopes', 'flows', 'backends'].map((name) => [
      `TokenInput.${name}`,
      inElement(
        'createTokens',
        'tokens',
        `name: "t", ${name === 'scopes' ? '' : 'scopes: [READ], '}${name}: $list`,
      ),
    ]),
  ),
  'RevokeTokensInput.ids':
    'mutation M($list: LIST) { revokeTokens(input: { ids: $list }) { results { ok } } }',
  'RunInput.tags': inElement('recordRuns', 'runs', 'flow: "F", tags: $list'),
  'RunInput.systemTags': inElement('recordRuns', 'runs', 'flow: "F", systemTags: $list'),
}

describe('each list of values', () => {
  let open: Api
  let api: Api
  let secret: string
  beforeAll(async () => {
    open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
    api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0]! })
    secret = (await makeToken(open.backends[0]!)).secret
    await open.data('mutation { recordRuns(input: { runs: [{ flow: "F" }] }) { results { ok } } }')
  })
  afterAll(async () => {
    await api.app.close()
    await open.close()
  })

  it('has its line here', () => {
    expect(Object.keys(uses).toSorted()).toEqual([...lists.keys()].toSorted())
  })

  it.each(Object.entries(uses))('%s is counted, and its values are not looked at', async (name, use) => {
    const received = 15_000
    const list = Array.from({ length: received }, () => ({ no: 'value' }))
    const query = use.replace('LIST', lists.get(name)!)
    const response = await api.app.fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'authorization': `Bearer ${secret}`,
        ...(use.startsWith('subscription') && { accept: 'text/event-stream' }),
      },
      body: JSON.stringify({ query, variables: { list } }),
    })
    const text = await response.text()
    expect(text).toMatch(/"limit":\d{1,5},|"limit":\d{1,5}\}/)
    // The variables of a stream are counted with all that they hold, and not further than their bound.
    expect(text).toContain(`"received":${name.startsWith('Subscription.') ? 20_001 : received}`)
    expect(text).not.toContain('"ok":true')
  })
})
