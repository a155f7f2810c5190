import { setTimeout } from 'node:timers/promises'
import { Lost, ask, isTemporary } from './ask.ts'
import { dagInput, graphOf, inputsOf } from './graphs.ts'
import { type Ledger, count } from './ledger.ts'

const text = `mutation ($input: StartExecutionsInput!) {
  startExecutions(input: $input) { results { ok started problem { code message } } } }`

interface Result {
  readonly ok: boolean
  readonly started: boolean
  readonly problem: { readonly code: string; readonly message: string } | null
}

export const idOf = (seed: number) => `x${seed}`

/** Tells the starter when to stop. */
export interface Until {
  /** Nothing new is started. */
  isOver: boolean
  /** Unacknowledged starts are no longer retried. */
  isGivenUp: boolean
}

/**
 * Starts executions, each with its own graph, until it is told to stop: up to eight at once, and again within `apartMs`.
 * Each is sent until it is acknowledged.
 */
export async function startAll(
  urls: readonly string[],
  ledger: Ledger,
  firstSeed: number,
  until: Until,
  apartMs: number,
): Promise<void> {
  let next = firstSeed
  while (!until.isOver) {
    const size = 1 + Math.floor(Math.random() * 8)
    await started(
      urls,
      ledger,
      Array.from({ length: size }, () => next++),
      until,
    )
    await setTimeout(Math.random() * apartMs)
  }
}

async function started(urls: readonly string[], ledger: Ledger, seeds: readonly number[], until: Until) {
  const executions = seeds.map((seed) => ({
    id: idOf(seed),
    flow: `flow${seed % 3}`,
    inputs: inputsOf(seed),
    dag: dagInput(graphOf(seed)),
    priority: seed % 3,
    runAt: seed % 5 === 0 ? new Date(Date.now() + 700).toISOString() : null,
  }))
  let left = seeds.map((seed, index) => ({ seed, execution: executions[index]! }))
  while (left.length > 0 && !until.isGivenUp) {
    const results = await sent(urls, ledger, left)
    left = left.filter(({ seed }, index) => {
      const result = results?.[index]
      if (!result || isTemporary(result.problem?.code)) return true
      if (!result.ok)
        ledger.violations.push(`${idOf(seed)} was not started: ${JSON.stringify(result.problem)}`)
      ledger.started.add(seed)
      count(ledger, result.started ? 'starts acknowledged' : 'starts acknowledged when sent again')
      return false
    })
  }
}

async function sent(
  urls: readonly string[],
  { violations }: Ledger,
  left: readonly { execution: object }[],
): Promise<readonly Result[] | undefined> {
  const url = urls[Math.floor(Math.random() * urls.length)]!
  const input = { executions: left.map(({ execution }) => execution) }
  try {
    const answer = await ask<{ startExecutions: { results: Result[] } }>(url, text, { input })
    return answer.startExecutions.results
  } catch (error) {
    if (!(error instanceof Lost)) violations.push(String(error))
    await setTimeout(50)
    return undefined
  }
}
