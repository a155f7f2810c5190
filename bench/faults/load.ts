import { setTimeout as pause } from 'node:timers/promises'
import { Lost, ask, isTemporary } from '../queuecrash/ask.ts'
import { claim, complete } from '../queuecrash/claims.ts'
import { type Ledger, type Work, note } from './ledger.ts'
import { followBeacon } from './stream.ts'

interface Results {
  readonly answer: {
    readonly results: readonly { ok: boolean; problem: { code: string; message: string } | null }[]
  }
}

const results = 'results { ok problem { code message } }'
const recording = `mutation ($input: RecordExecutionsInput!) { answer: recordExecutions(input: $input) { ${results} } }`
const starting = `mutation ($input: StartExecutionsInput!) { answer: startExecutions(input: $input) { ${results} } }`
const updating = `mutation ($input: UpdateExecutionsInput!) { answer: updateExecutions(input: $input) { ${results} } }`
const reading = 'query ($ids: [ID!]!) { executions(ids: $ids) { id status outputPreview } }'

/** Clients that read, write, work and watch until `stop` is called. One whose request failed waits a moment. */
export function startLoad(url: string, ledger: Ledger): { stop(): Promise<void> } {
  const ending = new AbortController()
  let next = 0
  const lane = async (work: Work | undefined, once: () => Promise<void>) => {
    while (!ending.signal.aborted) {
      const began = performance.now()
      try {
        await once()
        if (work) note(ledger, work)
      } catch (error) {
        if (error instanceof Lost) ledger.refusals.push(performance.now() - began)
        else ledger.wrong.push(String(error))
        await pause(100)
      }
      await pause(10)
    }
  }
  const idsFor = (prefix: string, count: number) => Array.from({ length: count }, () => `${prefix}${next++}`)
  const read = async () => void (await ask(url, reading, { ids: ['beacon', ...idsOf(ledger, 20)] }))
  const write = async () => {
    const ids = idsFor('w', 5)
    const executions = ids.map((id) => ({ id, flow: 'Written', status: 'RUNNING', inputs: { id } }))
    for (const id of await stored(url, recording, { executions }, ids)) ledger.acknowledged.set(id, 'stored')
  }
  const queue = async () => {
    const ids = idsFor('q', 3)
    const dag = { nodes: [{ id: 'only', kind: 'number' }] }
    const executions = ids.map((id) => ({ id, flow: 'Worked', dag }))
    for (const id of await stored(url, starting, { executions }, ids)) ledger.acknowledged.set(id, 'stored')
    const actions = await claim(url, 'worker', 50, 5_000)
    if (actions.length === 0) return
    const answers = await complete(
      url,
      actions.map((action) => ({ action, result: { output: 1 } })),
    )
    for (const [index, { ok }] of answers.entries())
      if (ok) ledger.acknowledged.set(actions[index]!.executionId, 'done')
  }
  const light = async () => {
    const number = ledger.beacon + 1
    await stored(url, updating, { executions: [{ id: 'beacon', outputs: number }] }, ['beacon'])
    ledger.beacon = number
    await pause(50)
  }
  const lanes = [
    lane('read', read),
    lane('read', read),
    lane('write', write),
    lane('write', write),
    lane('queue', queue),
    lane(undefined, light),
    followBeacon(url, ledger, ending.signal),
  ]
  return {
    async stop() {
      ending.abort()
      await Promise.all(lanes)
    },
  }
}

/** Of the newest. */
const idsOf = ({ acknowledged }: Ledger, count: number) => [
  ...acknowledged.keys().drop(Math.max(0, acknowledged.size - count)),
]

/** The ids that were stored. */
export async function stored(
  url: string,
  query: string,
  input: object,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { answer } = await ask<Results>(url, query, { input })
  const problems = answer.results.flatMap(({ problem }) => (problem ? [problem] : []))
  const wrong = problems.find(({ code }) => !isTemporary(code))
  if (wrong) throw new Error(JSON.stringify(wrong))
  if (problems.length === ids.length) throw new Lost(problems[0]!.message)
  return ids.filter((_, index) => answer.results[index]!.ok)
}

export const recordBeacon = (url: string) =>
  stored(url, recording, { executions: [{ id: 'beacon', flow: 'Beacon', status: 'RUNNING' }] }, ['beacon'])
