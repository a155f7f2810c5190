import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { type App, createApp } from '../../../src/server/app.ts'
import type { Patch, Updated } from './patches.ts'

/** What a process does to a store. `increment`: of one counter, `times` at once. `patch`: calls, one after another. */
export type Work =
  | { readonly do: 'increment'; readonly id: string; readonly times: number }
  | { readonly do: 'patch'; readonly calls: readonly (readonly Patch[])[] }

const mutation = `mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results {
  index ok stored id problem { code message } execution { version outputs { json } }
} } }`

type Counted = Updated & { readonly execution: Counter | null }
interface Counter {
  readonly version: string
  readonly outputs: { readonly json: number } | null
}

async function send(app: App, executions: readonly Patch[]): Promise<readonly Counted[]> {
  const response = await app.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: mutation, variables: { input: { executions } } }),
  })
  const answer = (await response.json()) as { data: { updateExecutions: { results: Counted[] } } }
  return answer.data.updateExecutions.results
}

/** Reads, patches what was read, and begins again when another was quicker. Answers how often. */
async function increment(app: App, id: string): Promise<number> {
  // No version is that: the conflict tells what stands.
  const look = async () => (await send(app, [{ id, expectedVersion: 'none' }]))[0]
  let answer = await look()
  for (let conflicts = 0; ; conflicts += 1) {
    // On a busy machine what stands may be read too late. Nothing was changed.
    while (!answer!.execution?.outputs) answer = await look()
    const { version, outputs } = answer!.execution
    const patch = { id, expectedVersion: version, outputs: outputs.json + 1 }
    ;[answer] = await send(app, [patch])
    if (answer!.ok) return conflicts
    if (answer!.problem!.code !== 'CONFLICT') throw new Error(JSON.stringify(answer))
    await wait(Math.random() * 100)
  }
}

async function run(app: App, work: Work): Promise<unknown> {
  if (work.do === 'increment')
    return Promise.all(Array.from({ length: work.times }, () => increment(app, work.id)))
  const refused: Updated[] = []
  for (const call of work.calls) refused.push(...(await send(app, call)).filter(({ ok }) => !ok))
  return refused
}

const [url] = process.argv.slice(2)
const backend = await openBackend(parseBackend(`main=${url}`))
const app = createApp([backend], { log: pino({ level: 'silent' }), readMs: 60_000 })
console.log('ready')
for await (const line of createInterface(process.stdin))
  console.log(JSON.stringify(await run(app, JSON.parse(line) as Work)))
await backend.close()
process.exit()
