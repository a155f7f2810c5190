import { Agent } from 'node:http'
import { post } from '../common/post.ts'
import { finishOf, recordOf } from './records.ts'

/** The stage of an execution as far as the clients were told. `…ing`: sent and not answered. */
export type Stage = 'recording' | 'recorded' | 'finishing' | 'finished'

/** What the clients know of every execution they sent, by number. */
export interface Ledger {
  readonly stages: Map<number, Stage>
  /** Answers that a server must not give unless it was killed. */
  readonly wrong: string[]
}

export const newLedger = (): Ledger => ({ stages: new Map(), wrong: [] })

const lanes = 8
const mostPerCall = 10

const mutations = {
  recording: `mutation ($input: RecordExecutionsInput!) {
    answer: recordExecutions(input: $input) { results { ok problem { code message } } } }`,
  finishing: `mutation ($input: UpdateExecutionsInput!) {
    answer: updateExecutions(input: $input) { results { ok problem { code message } } } }`,
}
type Sending = keyof typeof mutations
const told = { recording: 'recorded', finishing: 'finished' } as const

/** Clients that record and finish executions until the server is killed. */
export async function load(url: string, ledger: Ledger, isKilled: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  const lane = async () => {
    while (!isKilled()) {
      const stage = Math.random() < 0.5 ? 'recording' : 'finishing'
      const numbers = chosen(ledger, stage)
      if (numbers.length > 0) await sent(agent, url, ledger, stage, numbers, isKilled)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  agent.destroy()
}

/** Sends half of the unanswered writes once more, like a client that retries. */
export async function resend(url: string, ledger: Ledger): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  for (const stage of ['recording', 'finishing'] as const) {
    const open = [...ledger.stages].filter(([number, its]) => its === stage && number % 4 < 2)
    const numbers = open.map(([number]) => number)
    for (let from = 0; from < numbers.length; from += 100)
      await sent(agent, url, ledger, stage, numbers.slice(from, from + 100), () => false)
  }
  agent.destroy()
}

/** New executions to record, or some of the newest recorded ones to finish. */
function chosen({ stages }: Ledger, stage: Sending): number[] {
  const count = 1 + Math.floor(Math.random() * mostPerCall)
  if (stage === 'recording') return Array.from({ length: count }, (_, index) => stages.size + index)
  const from = Math.max(0, stages.size - Math.floor(Math.random() * 500))
  const numbers = Array.from({ length: count * 3 }, (_, index) => from + index)
  return numbers.filter((number) => stages.get(number) === 'recorded').slice(0, count)
}

async function sent(
  agent: Agent,
  url: string,
  { stages, wrong }: Ledger,
  stage: Sending,
  numbers: readonly number[],
  isKilled: () => boolean,
): Promise<void> {
  for (const number of numbers) stages.set(number, stage)
  const input =
    stage === 'recording'
      ? { executions: numbers.map(recordOf), onConflict: 'IGNORE' }
      : { executions: numbers.map(finishOf) }
  try {
    const text = await post(agent, url, JSON.stringify({ query: mutations[stage], variables: { input } }))
    const { data, errors } = JSON.parse(text) as Answer
    if (errors) wrong.push(text.slice(0, 300))
    for (const [index, { ok, problem }] of (data?.answer?.results ?? []).entries()) {
      if (ok) stages.set(numbers[index]!, told[stage])
      else wrong.push(JSON.stringify(problem))
    }
  } catch (error) {
    if (!isKilled()) wrong.push(String(error))
  }
}

interface Answer {
  readonly data?: {
    readonly answer: { readonly results: readonly { ok: boolean; problem: unknown }[] } | null
  }
  readonly errors?: unknown
}
