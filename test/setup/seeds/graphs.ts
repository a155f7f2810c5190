import type { Api } from '../servers/api.ts'
import { ago } from './ago.ts'
import { record } from './records.ts'

const chains = 20

/**
 * An execution called `main-graph-200`, with chains side by side: node 20 comes after node 0, node 21 after node 1, and
 * the first ones after node 0. All are done, apart from the first chain, which failed at its middle. What comes after
 * that was skipped.
 */
export async function recordGraph(api: Api, backend: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number)
  const failed = Math.floor(count / chains / 2) * chains
  const resultOf = (number: number) => {
    const times = { startedAt: ago(60), finishedAt: ago(30) }
    const isAfter = number % chains === 0 && number > failed
    if (isAfter) return { nodeId: `n${number}`, status: 'SKIPPED' }
    if (number === failed) return { nodeId: `n${number}`, status: 'FAILED', error: 'No rows', ...times }
    return { nodeId: `n${number}`, status: 'COMPLETED', ...times }
  }
  await record(
    api,
    [
      {
        id: `${backend}-graph-${count}`,
        flow: 'Graphs',
        attempts: [
          { number: 1, startedAt: ago(60), finishedAt: ago(30), verdict: 'FAILED', error: 'No rows' },
        ],
        dag: {
          nodes: numbers.map((number) => ({ id: `n${number}`, kind: 'Operation', label: `Node ${number}` })),
          edges: numbers
            .slice(1)
            .map((number) => ({ source: `n${Math.max(0, number - chains)}`, target: `n${number}` })),
        },
        nodeResults: numbers.map(resultOf),
      },
    ],
    backend,
  )
}
