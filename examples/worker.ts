// Starts an execution on a server and works through it: `npm exec -- node examples/worker.ts`, beside `npm start`.
import { createClient } from '../src/client/index.ts'
import { type Action, createWorker } from '../src/client/worker/worker.ts'

const url = process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000'
const client = createClient({ url })

const worker = createWorker({
  url,
  concurrency: 4,
  handlers: {
    list: ({ input }: Action<{ pages: number }>) =>
      Array.from({ length: input.pages }, (_, page) => page + 1),
    async fetch({ input: page }: Action<number>, { signal }) {
      signal.throwIfAborted()
      return `page ${page}`
    },
    count: ({ input }: Action<{ fetch: string[] }>) => ({ pages: input.fetch.length }),
  },
})
worker.start()

const dag = {
  nodes: [
    { id: 'list', kind: 'list' },
    { id: 'fetch', kind: 'fetch', mapOver: 'list', retry: { maxAttempts: 5 }, timeoutMs: 60_000 },
    { id: 'count', kind: 'count' },
  ],
  edges: [
    { source: 'list', target: 'fetch' },
    { source: 'fetch', target: 'count' },
  ],
}
const execution = { flow: 'Crawl', inputs: { pages: 3 }, dag }
const start = `mutation ($input: StartExecutionsInput!) {
  startExecutions(input: $input) { results { id problem { message } } } }`
const look = 'query ($id: ID!) { execution(id: $id) { status error outputs { json } } }'

const started = await client.request<Started, object>(start, { input: { executions: [execution] } })
const { id, problem } = started.startExecutions.results[0]!
if (problem) throw new Error(problem.message)
for (;;) {
  const { execution: found } = await client.request<Found, object>(look, { id })
  if (found.status !== 'PENDING' && found.status !== 'RUNNING') {
    console.log(found.status, found.error ?? JSON.stringify(found.outputs!.json))
    break
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
}
await worker.stop()

interface Started {
  readonly startExecutions: {
    readonly results: readonly { id: string; problem: { message: string } | null }[]
  }
}
interface Found {
  readonly execution: {
    readonly status: string
    readonly error: string | null
    readonly outputs: { json: unknown } | null
  }
}
