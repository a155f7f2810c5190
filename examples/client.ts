// Records, asks and watches with the typed client: `node examples/client.ts`, beside `npm start`.
import { createClient } from '../src/client/index.ts'
import { Newest } from './documents/queries.ts'

const client = createClient({
  url: process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000',
  token: process.env['EXECGRAPH_TOKEN'],
})

await client.record([{ id: 'job-1', flow: 'nightly', runNumber: 1, status: 'running' }], {
  onConflict: 'REPLACE',
})

// One request, however many are asked for at once.
const [one, nobody] = await Promise.all([client.execution('job-1'), client.execution('nobody')])
console.log(one?.status, nobody)

// The pages are read as they are needed.
for await (const run of client.runs({ filter: { flow: ['nightly'] } })) console.log(run.id, run.status)

// First the state as it is, then each change.
for await (const { execution } of client.watch(['job-1'])) {
  console.log(execution?.status)
  if (execution?.status === 'FAILED') break
  await client.update([{ id: 'job-1', status: 'failed', error: 'Error: the disk is full' }])
}
console.log((await client.why('job-1'))?.failure?.summary)

// Documents of your own have the types that were generated for them.
const { executionHistory } = await client.request(Newest, { first: 1 })
console.log(executionHistory?.nodes.map(({ key }) => key))
