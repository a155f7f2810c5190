import { isDeepStrictEqual } from 'node:util'
import { withQuery } from '../common/query.ts'
import { ask } from './ask.ts'
import { expectedOf } from './expected.ts'
import { type Found, nodesOf } from './found.ts'
import { type Ledger, count, doneKey } from './ledger.ts'
import { idOf } from './starter.ts'

const text = `query ($ids: [ID!]!) { executions(ids: $ids) { id status attempt error outputs { json }
  nodeResults(first: 500) { pageInfo { hasNextPage } nodes { nodeId attempt status value error } } } }`

/** Reads every execution back, and records what is wrong. */
export async function check(url: string, store: string, ledger: Ledger): Promise<void> {
  const results = new Map<string, string>()
  const seeds = [...ledger.started]
  for (let from = 0; from < seeds.length; from += 100) {
    const some = seeds.slice(from, from + 100)
    const { executions } = await ask<{ executions: (Found | null)[] }>(url, text, { ids: some.map(idOf) })
    for (const [index, found] of executions.entries()) checkOne(some[index]!, found, ledger, results)
  }
  for (const [key, status] of ledger.done) {
    if (results.get(key) !== status)
      ledger.violations.push(`${key} was acknowledged as ${status}, and is ${results.get(key) ?? 'gone'}`)
  }
  checkEarly(ledger)
  await checkTables(store, ledger)
}

function checkOne(seed: number, found: Found | null, ledger: Ledger, results: Map<string, string>): void {
  const wrong = (what: string) => ledger.violations.push(`${idOf(seed)}: ${what}`)
  if (!found) return void wrong('was started, and is not there')
  const expected = expectedOf(seed)
  count(ledger, `executions ${found.status}`)
  if (found.status !== expected.status || found.attempt !== 1)
    wrong(`is ${found.status} in attempt ${found.attempt}, not ${expected.status}`)
  if (found.status === 'COMPLETED' && !isDeepStrictEqual(found.outputs?.json, expected.outputs))
    wrong(`has outputs ${JSON.stringify(found.outputs?.json)}, not ${JSON.stringify(expected.outputs)}`)
  for (const node of found.nodeResults.nodes) {
    results.set(doneKey({ executionId: found.id, ...node }), node.status)
    count(ledger, `nodes ${node.status}`)
  }
  nodesOf(found, expected).forEach(wrong)
}

/** An unexpired lease is refused only if its execution has ended, which only one that fails does early. */
function checkEarly({ early, violations }: Ledger): void {
  for (const one of early) {
    if (expectedOf(Number(one.executionId.slice(1))).status === 'COMPLETED')
      violations.push(`refused before its lease was over: ${JSON.stringify(one)}`)
  }
}

const of = (table: string, where: string) => `select count(*) as count from ${table} where ${where}`
const notEnded = (table: string) =>
  of(table, 'execution_id not in (select execution_id from queue_executions where state = 4)')

/** None of these may find anything. */
const nothing: Readonly<Record<string, string>> = {
  'actions that nobody will do': of('actions', '1 = 1'),
  'joins that nobody waits for': of('joins', '1 = 1'),
  'executions in the queue': of('queue_executions', 'state <> 4'),
  'values of what is done': notEnded('queue_values'),
  'executions kept for a retry that have not failed': of(
    'queue_executions',
    'execution_id not in (select execution_id from executions where verdict = 2)',
  ),
  'executions without exactly one verdict': of(
    'executions',
    `1 <> (select count(*) from execution_metadata m where m.execution_id = executions.execution_id and m.field = 'attempt_ok')`,
  ),
}

function checkTables(store: string, { started, violations }: Ledger): Promise<void> {
  return withQuery(store, async (query) => {
    for (const [name, sql] of Object.entries(nothing)) {
      const found = Number((await query(sql))[0]!['count'])
      if (found > 0) violations.push(`${found} ${name}`)
    }
    const stored = Number((await query(of('executions', '1 = 1')))[0]!['count'])
    if (stored !== started.size)
      violations.push(`${stored} executions are stored, ${started.size} were started`)
  })
}

/** The number of executions still in the queue. */
export const left = (store: string): Promise<number> =>
  withQuery(store, async (query) => Number((await query(nothing['executions in the queue']!))[0]!['count']))
