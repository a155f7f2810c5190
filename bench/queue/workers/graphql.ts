import { overGraphql } from '../../../src/client/worker/overgraphql.ts'
import { startContestant } from '../../common/processes.ts'
import { databaseUrl } from '../../common/present.ts'
import { dag, inputs } from '../graph.ts'
import { keepOpen } from '../open.ts'
import { serveWork } from '../serve.ts'

const mutation = `mutation ($input: StartExecutionsInput!) {
  startExecutions(input: $input) { results { id ok problem { message } } } }`

// The server has a process of its own, as a user's.
const server = await startContestant(new URL('../../batch/servers/ours.ts', import.meta.url), {
  BENCH_DATABASE: databaseUrl(),
})

serveWork(async ({ window }) => {
  const before = await server.cpu()
  const stop = await keepOpen(overGraphql(server), window, startSome)
  return async () => {
    const serverCpu = (await server.cpu()) - before
    const answer = await stop()
    await server.stop()
    return { ...answer, serverCpu }
  }
})

async function startSome(count: number): Promise<string[]> {
  const executions = Array.from({ length: count }, () => ({ flow: 'queue-noop', inputs }))
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: mutation, variables: { input: { dag, executions } } }),
  })
  const text = await response.text()
  if (!response.ok || text.includes('"ok":false') || text.includes('"errors"'))
    throw new Error(`It was answered ${response.status}: ${text.slice(0, 500)}`)
  const { data } = JSON.parse(text) as { data: { startExecutions: { results: { id: string }[] } } }
  return data.startExecutions.results.map(({ id }) => id)
}
