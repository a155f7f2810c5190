import { isDeepStrictEqual } from 'node:util'
import { Agent } from 'node:http'
import { post } from '../common/post.ts'
import { withQuery } from '../common/query.ts'
import { execution } from '../writes/inputs.ts'
import type { Ledger, Stage } from './load.ts'
import { answerOf, fields } from './records.ts'

/** The states in which an execution may be found, by what its clients were told. */
const allowed: Readonly<Record<Stage, readonly Found[]>> = {
  recording: ['absent', 'running'],
  recorded: ['running'],
  finishing: ['running', 'finished'],
  finished: ['finished'],
}
type Found = 'absent' | 'running' | 'finished' | 'neither'

export interface Checked {
  /** Executions by what their clients were told and how they were found. */
  readonly counts: Readonly<Record<string, number>>
  readonly violations: readonly string[]
}

/** Reads back every execution that was ever sent, through the API, and looks for rows that belong to none. */
export async function check(url: string, store: string, { stages }: Ledger): Promise<Checked> {
  const agent = new Agent({ keepAlive: true })
  const counts: Record<string, number> = {}
  const violations: string[] = []
  const all = [...stages.keys()]
  for (let from = 0; from < all.length; from += 500) {
    const numbers = all.slice(from, from + 500)
    for (const [index, answer] of (await read(agent, url, numbers)).entries()) {
      const number = numbers[index]!
      const [stage, found] = [stages.get(number)!, foundAs(number, answer)]
      counts[`${stage}, found ${found}`] = (counts[`${stage}, found ${found}`] ?? 0) + 1
      if (!allowed[stage].includes(found))
        violations.push(`${execution(number).id} was ${stage} and is ${found}: ${JSON.stringify(answer)}`)
    }
  }
  agent.destroy()
  const here = Object.entries(counts).reduce(
    (sum, [key, count]) => sum + (key.endsWith('absent') ? 0 : count),
    0,
  )
  return { counts, violations: [...violations, ...(await strays(store, here))] }
}

interface Answered {
  readonly tags: readonly string[]
  readonly durationMs: number
}

async function read(agent: Agent, url: string, numbers: readonly number[]): Promise<(Answered | null)[]> {
  const ids = numbers.map((number) => execution(number).id)
  const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
  const text = await post(agent, url, JSON.stringify({ query, variables: { ids } }))
  const { data, errors } = JSON.parse(text) as { data: { executions: (Answered | null)[] }; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data.executions
}

/** Which of its two stages it has in every field, or neither. */
function foundAs(number: number, answer: Answered | null): Found {
  if (answer === null) return 'absent'
  const isRunning = (answer as { finishedAt?: unknown }).finishedAt === null
  const shown = {
    ...answer,
    tags: answer.tags.toSorted(),
    // The duration of a running execution depends on the clock.
    durationMs: isRunning ? 'running' : answer.durationMs,
  }
  if (isDeepStrictEqual(shown, answerOf(number, false))) return 'running'
  return isDeepStrictEqual(shown, answerOf(number, true)) ? 'finished' : 'neither'
}

const orphansOf = (table: string) =>
  `select count(*) as count from ${table} t where not exists (select 1 from executions e where e.execution_id = t.execution_id)`
const withoutRun = (table: string) =>
  `select count(*) as count from ${table} t where not exists (select 1 from runs r where r.flow_id = t.flow_id and r.number = t.number)`
const missing = (what: string, condition: string) =>
  `select count(*) as count from executions e where ${condition} and not exists (select 1 from ${what})`
const fact = (field: string) =>
  `execution_metadata m where m.execution_id = e.execution_id and m.field = '${field}'`
const runFact = (field: string, at: string) =>
  `run_metadata m where m.flow_id = e.flow_id and m.number = e.run_number and m.field = '${field}' and m.ts = e.${at}`

/** Rows without an owner, and executions without rows that they need. None of these may find anything. */
const nothing: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['execution_tags', 'execution_metadata', 'payloads', 'large_values', 'node_results'].map((table) => [
      `${table} without execution`,
      orphansOf(table),
    ]),
  ),
  'run_metadata without run': withoutRun('run_metadata'),
  'run_tags without run': withoutRun('run_tags'),
  'facts that a run has twice':
    'select count(*) as count from (select 1 from run_metadata group by flow_id, number, field having count(*) > 1) as twice',
  'executions without flow': missing('flows f where f.flow_id = e.flow_id', '1 = 1'),
  'executions without run': missing(
    'runs r where r.flow_id = e.flow_id and r.number = e.run_number',
    'run_number is not null',
  ),
  'executions without the fact of their attempt': missing(fact('attempt'), '1 = 1'),
  'verdicts without their fact': missing(fact('attempt_ok'), 'verdict > 0'),
  'ends whose run knows of no attempt': missing(runFact('attempt', 'attempt_at'), `step = 'end'`),
  'ends whose run knows of no verdict': missing(
    runFact('attempt_ok', 'verdict_at'),
    `step = 'end' and verdict > 0`,
  ),
}

function strays(store: string, here: number): Promise<string[]> {
  return withQuery(store, async (query) => {
    const found: string[] = []
    for (const [name, text] of Object.entries(nothing)) {
      const count = Number((await query(text))[0]!['count'])
      if (count > 0) found.push(`${count} ${name}`)
    }
    const stored = Number((await query('select count(*) as count from executions'))[0]!['count'])
    if (stored !== here) found.push(`${stored} executions are stored, and ${here} were found by their ids`)
    return found
  })
}
