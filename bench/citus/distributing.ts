import { parseBackend } from '../../src/db/url.ts'
import { type Asking, dataOf } from './asking.ts'
import { executionAt, recordExecutions } from './records.ts'

interface Spread {
  readonly shards: number
  /** So many executions are there. Those that are recorded meanwhile belong to their runs, and are deleted again. */
  readonly recorded: number
}

/** Spreads a store as `execgraph distribute` does, while executions are recorded, and tells what that cost the writers. */
export async function distribute(url: string, how: Spread, { ask }: Asking): Promise<void> {
  const { shards, recorded } = how
  const { store } = parseBackend(`main=${url}?citus=true`)
  const asked = { shards, isBlocking: false }
  const plan = await store.distribution!.plan(asked)
  const problems = plan.findings.filter(({ level }) => level === 'problem')
  if (problems.length > 0) throw new Error(problems.map(({ text }) => text).join(' '))
  const ending = new AbortController()
  let written = 0
  let refused = 0
  let longest = 0
  const deleted: string[] = []
  const writing = (async () => {
    while (!ending.signal.aborted) {
      const executions = [{ ...executionAt(written % recorded), id: `during-${written}` }]
      const began = performance.now()
      await dataOf(ask(recordExecutions, { input: { executions } })).then(
        () => deleted.push(executions[0]!.id),
        () => refused++,
      )
      longest = Math.max(longest, performance.now() - began)
      written++
    }
  })()
  const told = {
    copied: () => {},
    done: (table: string, ms: number) => console.log(`  ${table} is spread, in ${Math.round(ms)} ms`),
  }
  await store.distribution!.carryOut(plan, asked, told).finally(() => ending.abort())
  await writing
  console.log(
    `  meanwhile ${written} executions were recorded, ${refused} refused; the longest took ${Math.round(longest)} ms`,
  )
  for (let at = 0; at < deleted.length; at += 500)
    await dataOf(
      ask('mutation ($ids: [ID!]!) { deleteExecutions(input: { ids: $ids }) { results { ok } } }', {
        ids: deleted.slice(at, at + 500),
      }),
    )
}
