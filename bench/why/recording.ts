import { median, ratio } from '../common/numbers.ts'
import { startProgram } from '../common/program.ts'
import type { Goal } from '../common/report.ts'
import { type StoreName, withPlace } from '../common/stores.ts'

const rounds = 60
const warmUps = 10
const perCall = 100
const most = 1.05

/** What it costs to record failures, against another checkout of the server. */
export function measureRecording(store: StoreName, before: string): Promise<Goal> {
  return withPlace(store, (url) =>
    withPlace(store, async (other) => {
      const [own, earlier] = await Promise.all([startProgram(url), startProgram(other, before)])
      const times: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        const both = [own, earlier].map((program, place) => ({ program, place }))
        for (const { program, place } of round % 2 === 0 ? both : both.toReversed()) {
          const began = performance.now()
          await record(program.url, round)
          if (round >= warmUps) times[place]!.push(performance.now() - began)
        }
      }
      await Promise.all([own.kill(), earlier.kill()])
      const found = ratio(times[0], times[1])
      const name = `${store}: ${perCall} failures recorded`
      const figure = { name, value: median(times[0]), unit: 'ms', against: 'before', ratio: found }
      return { figure, should: `<= ${most}x`, isMet: found <= most }
    }),
  )
}

const mutation = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }`

async function record(url: string, round: number): Promise<void> {
  const at = new Date().toISOString()
  const executions = Array.from({ length: perCall }, (_, index) => ({
    id: `r-${round}-${index}`,
    flow: `Flow${index % 20}`,
    attempts: [
      {
        number: 1,
        startedAt: at,
        finishedAt: at,
        verdict: 'FAILED',
        error: errorOf(round * perCall + index),
      },
    ],
    inputs: { index },
  }))
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: mutation, variables: { input: { executions } } }),
  })
  const { errors } = (await response.json()) as { errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
}

/** A stack trace of a usual length. */
const errorOf = (n: number) =>
  [
    'Traceback (most recent call last):',
    ...Array.from(
      { length: 8 },
      (_, depth) => `  File "/app/etl/part${depth}.py", line ${n % 90}, in run${depth}\n    step(x)`,
    ),
    `ValueError: order ${n} has no amount (customer 550e8400-e29b-41d4-a716-44665544${String(n % 10_000).padStart(4, '0')})`,
  ].join('\n')
