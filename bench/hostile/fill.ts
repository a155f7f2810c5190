import { Agent } from 'node:http'
import { post } from '../common/post.ts'

/** Sends a query that must succeed, and returns the data. */
export type Ask = <T>(query: string, variables?: object) => Promise<T>

export function asking(url: string): Ask {
  const agent = new Agent({ keepAlive: true })
  return async <T>(query: string, variables?: object) => {
    const answer = JSON.parse(await post(agent, url, JSON.stringify({ query, variables }))) as {
      data: T
      errors?: unknown
    }
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors).slice(0, 1_000))
    return answer.data
  }
}

const mutation = `mutation ($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { ok problem { message } } } }`

/** An execution to record. Fields that are not given are those of a failed one. */
export type Given = Readonly<Record<string, unknown>>

/** Records `count` executions, `chunk` at a time. */
export async function record(ask: Ask, count: number, given: (number: number) => Given, chunk = 500) {
  for (let first = 0; first < count; first += chunk) {
    const executions = Array.from({ length: Math.min(chunk, count - first) }, (_, index) => ({
      flow: 'bulk',
      ...ended(first + index),
      ...given(first + index),
    }))
    const { recordExecutions } = await ask<{
      recordExecutions: { results: { ok: boolean; problem: { message: string } | null }[] }
    }>(mutation, { input: { executions } })
    const problem = recordExecutions.results.find(({ ok }) => !ok)?.problem
    if (problem) throw new Error(problem.message)
  }
}

/** Within the last hour. */
function ended(number: number) {
  const start = Date.now() - 3_600_000 + (number % 3_600_000)
  return {
    status: 'failed',
    startedAt: new Date(start).toISOString(),
    finishedAt: new Date(start + 1_000).toISOString(),
    error: `No answer from model ${number % 97}.`,
  }
}

/** The executions that the well-behaved client looks up. */
export const goodIds = Array.from({ length: 100 }, (_, number) => `good-${number}`)

export async function recordGood(ask: Ask): Promise<string[]> {
  await record(ask, goodIds.length, (number) => ({ id: goodIds[number], flow: 'good' }))
  return goodIds
}
