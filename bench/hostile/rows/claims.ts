import type { Ask } from '../fill.ts'
import type { Row } from '../row.ts'

const sources = ['a', 'b', 'c']
const fed = Array.from({ length: 500 }, (_, number) => `n${number}`)
const retry = { maxAttempts: 100, backoff: 'NONE', delayMs: 0 }

const dag = {
  nodes: [...sources.map((id) => ({ id, kind: 'source' })), ...fed.map((id) => ({ id, kind: 'fed', retry }))],
  edges: fed.flatMap((target) => sources.map((source) => ({ source, target }))),
}

const claim = (kind: string, limit: number, leaseMs: number) => ({
  query: `mutation ($input: ClaimActionsInput!) {
    claimActions(input: $input) { actions { executionId nodeId leaseToken input } } }`,
  variables: { input: { worker: 'hostile', kinds: [kind], limit, leaseMs } },
})

/** An execution of which 500 nodes wait for a worker, each with an input of 3 MB. */
async function fill(ask: Ask) {
  await ask(
    `mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }`,
    {
      input: { executions: [{ id: 'fanned', flow: 'fan', dag }] },
    },
  )
  const { query, variables } = claim('source', sources.length, 60_000)
  const { claimActions } = await ask<{
    claimActions: { actions: { executionId: string; nodeId: string; leaseToken: string }[] }
  }>(query, variables)
  const completions = claimActions.actions.map(({ executionId, nodeId, leaseToken }) => ({
    executionId,
    nodeId,
    leaseToken,
    output: 'x'.repeat(1_000_000),
  }))
  const { completeActions } = await ask<{ completeActions: { results: { ok: boolean }[] } }>(
    `mutation ($input: CompleteActionsInput!) { completeActions(input: $input) { results { ok } } }`,
    { input: { completions } },
  )
  if (completeActions.results.filter(({ ok }) => ok).length !== sources.length)
    throw new Error('The actions that feed the others were not completed.')
}

/** Claims actions whose inputs are large together, and lets every lease expire, so that they can be claimed again. */
export const claims: Row = {
  number: 3,
  sends: '4 lanes that claim 500 actions with inputs of 3 MB each, for a second',
  fill,
  attack: (hostile) =>
    hostile.lanes(4, () => hostile.ask({ body: JSON.stringify(claim('fed', 500, 1_000)) }), 5_000),
}
