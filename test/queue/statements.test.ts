import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { type Action, claim, edge, leaseOf, nodes, start, tries } from '../setup/ask/queue.ts'
import { sized } from '../setup/whole.ts'

const dag = {
  nodes: nodes('a b c').map((one) => ({ ...one, ...tries(2) })),
  edges: [edge('a c'), edge('b c')],
}

const fields = {
  startExecutions: 'StartExecutionsInput',
  claimActions: 'ClaimActionsInput',
  completeActions: 'CompleteActionsInput',
  extendLeases: 'ExtendLeasesInput',
  cancelExecutions: 'MoveExecutionsInput',
  retryExecutions: 'MoveExecutionsInput',
} as const

describe.each(aloneSetups)('the statements of the queue on $title', (setup) => {
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    // A worker is noted again after some seconds, which costs statements: here the clock stands still.
    vi.useFakeTimers({ toFake: ['Date'] })
    api = await startApi(setup)
    counter = await countStatements(api)
    // The first use of a store does what is done once.
    await begin(3)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await counter.close()
    await api.close()
  })

  /** How many statements a call is said to have cost, which is how many the store saw. */
  async function costOf(field: keyof typeof fields, input: object): Promise<number> {
    const answer = field === 'claimActions' ? 'actions { nodeId }' : 'results { ok problem { message } }'
    const query = `mutation ($input: ${fields[field]}!) { ${field}(input: $input) { ${answer} } }`
    const { answer: got, seen } = await counter.during(() => api.ask(query, { input }))
    expect(got.errors).toBeUndefined()
    expect(seen).toEqual(statements(got))
    const results = Object.values(got.data!)[0] as { results?: { ok: boolean; problem: unknown }[] }
    expect(results.results?.filter(({ ok }) => !ok) ?? []).toEqual([])
    return statements(got)['main']!
  }

  async function begin(count: number): Promise<Action[]> {
    await start(
      api,
      Array.from({ length: count }, () => ({ flow: 'F' })),
      dag,
    )
    return claim(api, { limit: 500 })
  }
  const idsOf = (actions: readonly Action[]) => [...new Set(actions.map(({ executionId }) => executionId))]

  /** The costs of all calls for so many executions. */
  async function costs(count: number): Promise<Record<string, number>> {
    const executions = Array.from({ length: count }, () => ({ flow: 'F', inputs: [1] }))
    const claims = { worker: 'tester', kinds: ['Operation'], limit: 500 }
    const found: Record<string, number> = {}
    const completing = (actions: readonly Action[], how: object) =>
      costOf('completeActions', { completions: actions.map((action) => ({ ...leaseOf(action), ...how })) })
    found['start'] = await costOf('startExecutions', { executions, dag })
    found['claim and begin'] = await costOf('claimActions', claims)
    found['claim nothing'] = await costOf('claimActions', claims)
    const held = await begin(count)
    found['extend'] = await costOf('extendLeases', {
      leases: held.map((action) => ({ ...leaseOf(action), leaseMs: 90_000 })),
    })
    found['release'] = await completing(held, { release: true })
    found['fail and try again'] = await completing(await claim(api, { limit: 500 }), { error: 'again' })
    const again = await claim(api, { limit: 500 })
    found['complete'] = await completing(again, { output: 1 })
    found['claim'] = await costOf('claimActions', claims)
    await api.data('mutation ($ids: [ID!]!) { cancelExecutions(input: { ids: $ids }) { results { ok } } }', {
      ids: idsOf(again),
    })
    await begin(count)
    const ids = idsOf(await begin(count))
    found['cancel'] = await costOf('cancelExecutions', { ids })
    found['retry'] = await costOf('retryExecutions', { ids })
    const retried = (await claim(api, { limit: 500 })).filter(({ executionId }) => ids.includes(executionId))
    await completing(retried, { output: 1 })
    const last = (await claim(api, { limit: 500 })).filter(({ nodeId }) => nodeId === 'c')
    found['finish'] = await completing(last, { output: 1 })
    const bad = await begin(count)
    found['fail for good'] = await completing(bad, { error: 'no', final: true })
    return found
  }

  it('are as many for one as for many, and as many as the store sees', async () => {
    const [one, many] = [await costs(1), await costs(sized(50, 10))]
    expect(many).toEqual(one)
    // With the beginning and the end of each transaction.
    expect(Object.entries(one).filter(([, count]) => count > 25)).toEqual([])
    expect(one).toMatchObject({ extend: 3, retry: 8 })
  })

  it('of what the queue holds are two, however much that is', async () => {
    await begin(20)
    const query =
      '{ queue { waiting { name value isExact } ready { name value } open future delayed inFlight oldestMs workers { id } } }'
    const { answer, seen } = await counter.during(() => api.ask(query))
    expect([answer.errors, statements(answer), seen]).toEqual([undefined, each(setup, 2), each(setup, 2)])
  })
})
