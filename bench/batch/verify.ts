import { deepStrictEqual } from 'node:assert/strict'
import type { Candidate } from './contestants.ts'
import type { Sample } from './rows.ts'

/** A contestant with an answer that differs is not measured. */
export async function verify(
  { name, query, read, token }: Candidate,
  url: string,
  samples: readonly Sample[],
): Promise<void> {
  for (const { ids, expected } of samples) {
    const body = JSON.stringify({ query, variables: { ids } })
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body,
    })
    const answer = (await response.json()) as { data: never; errors?: unknown }
    const what = `${name} answered wrongly`
    deepStrictEqual([response.status, answer.errors], [200, undefined], `${what}: ${JSON.stringify(answer)}`)
    const rows = read(answer.data)
    const executions = rows.map((row) => row && { ...row })
    deepStrictEqual(executions, expected, what)
  }
}
