import { median } from '../common/numbers.ts'
import { type Asking, dataOf } from './asking.ts'
import { executionAt, recordExecutions } from './records.ts'

/** What is asked of each store, in turn. */
export interface Case {
  readonly name: string
  ask(on: Asking, round: number): Promise<unknown>
}

const ids = (count: number, of: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => `e-${(index * 37) % of}`))
const read = (name: string, query: string): Case => ({ name, ask: ({ ask }) => dataOf(ask(`{ ${query} }`)) })
const page = (filter: string) =>
  `executionHistory(filter: { ${filter} }, first: 50) { nodes { id flow status startedAt } }`
const runs = (filter: string) => `runs(filter: { ${filter} }, first: 50) { nodes { id status startedAt } }`

let made = 0

const recorded = (count: number): Case => ({
  name: `record ${count}`,
  ask: ({ ask }) =>
    dataOf(
      ask(recordExecutions, {
        input: {
          executions: Array.from({ length: count }, () => ({ ...executionAt(made), id: `w-${made++}` })),
        },
      }),
    ),
})

/** One execution of three nodes, from its start to its end. */
const queued: Case = {
  name: 'queue: start, 3 claims, 3 completions',
  async ask({ ask }) {
    const dag = {
      nodes: ['a', 'b', 'c'].map((id) => ({ id })),
      edges: [
        { source: 'a', target: 'b' },
        { source: 'b', target: 'c' },
      ],
    }
    const input = { dag, executions: [{ flow: 'Queue' }] }
    await dataOf(
      ask('mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }', {
        input,
      }),
    )
    for (let node = 0; node < 3; node++) {
      const { claimActions } = await dataOf<{
        claimActions: { actions: { executionId: string; nodeId: string; leaseToken: string }[] }
      }>(
        ask(
          'mutation ($input: ClaimActionsInput!) { claimActions(input: $input) { actions { executionId nodeId leaseToken } } }',
          {
            input: { worker: 'w', kinds: ['Operation'], limit: 1, wait: 2_000 },
          },
        ),
      )
      const completions = claimActions.actions.map((action) => ({ ...action, output: { node } }))
      if (completions.length === 0) throw new Error('Nothing was claimed.')
      await dataOf(
        ask(
          'mutation ($input: CompleteActionsInput!) { completeActions(input: $input) { results { ok } } }',
          { input: { completions } },
        ),
      )
    }
  },
}

export const casesOf = (executions: number): Case[] => [
  ...[1, 100, 500].map((count) =>
    read(`executions(${count})`, `executions(ids: ${ids(count, executions)}) { id status startedAt }`),
  ),
  read(
    'executions(100) with attempts',
    `executions(ids: ${ids(100, executions)}) { id attempts { nodes { status } } }`,
  ),
  read(
    'executions(100) with nodes',
    `executions(ids: ${ids(100, executions)}) { id nodeResults { nodes { status } } }`,
  ),
  read('newest 50 executions', page('')),
  read('newest 50 FAILED', page('status: [FAILED]')),
  read('newest 50 RUNNING', page('status: [RUNNING]')),
  read('newest 50 of a flow', page('flow: ["Flow3"]')),
  read('newest 50 of a flow, FAILED', page('flow: ["Flow3"], status: [FAILED]')),
  read('newest 50 runs', runs('')),
  read('newest 50 FAILED runs', runs('status: [FAILED]')),
  read('newest 50 runs of a flow', runs('flow: ["Flow3"]')),
  read('newest 50 FAILED runs of a flow', runs('flow: ["Flow3"], status: [FAILED]')),
  read('statusCounts', 'statusCounts { counts { status value } }'),
  read('executionStats', 'executionStats { counts { status value } }'),
  ...[1, 100].map(recorded),
  queued,
]

export interface Timed {
  readonly name: string
  /** Medians, or `undefined` where it is refused. */
  readonly plain: number | undefined
  readonly cluster: number | undefined
}

const rounds = 15

/** Each case on both stores, in turn, so that a disturbance affects both. */
export async function timeAll(plain: Asking, cluster: Asking, executions: number): Promise<Timed[]> {
  const timed: Timed[] = []
  for (const one of casesOf(executions)) {
    const times: [number[], number[]] = [[], []]
    for (let round = -3; round < rounds; round++)
      for (const [place, on] of [plain, cluster].entries()) {
        const began = performance.now()
        const isAnswered = await one.ask(on, round).then(
          () => true,
          () => false,
        )
        if (isAnswered && round >= 0) times[place]!.push(performance.now() - began)
      }
    const [own, other] = times.map((list) => (list.length < rounds ? undefined : median(list)))
    timed.push({ name: one.name, plain: own, cluster: other })
  }
  return timed
}
