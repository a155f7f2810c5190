import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from '../common/numbers.ts'
import { freePort } from '../common/ports.ts'
import type { Goal } from '../common/report.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const storedCount = 2_000
const times = 7
const idleMs = 3_000

/** The time from the start of the real process to its first answer, and its memory when idle. */
export async function measureStart(): Promise<Goal[]> {
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-bench-start-'))
  const [empty, existing, memory]: number[][] = [[], [], []]
  try {
    const full = join(directory, 'full.db')
    await started(full, record)
    for (let time = 0; time < times; time++) {
      empty!.push(await started(join(directory, `empty${time}.db`)))
      existing!.push(await started(full))
    }
    await started(full, async (_, child) => void memory!.push(await idleMegabytes(child)))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  return [
    goal('start to first answer, existing SQLite store', median(existing!), 'ms', 500),
    goal('start to first answer, empty SQLite store', median(empty!), 'ms', 1_000),
    goal('idle resident memory', median(memory!), 'MB', 120),
  ]
}

const goal = (name: string, value: number, unit: string, most: number): Goal => ({
  figure: { name, value, unit, against: null, ratio: null },
  should: `<= ${most} ${unit}`,
  isMet: value <= most,
})

type Use = (url: string, child: ChildProcess) => Promise<void>

/** Milliseconds to the first answered query. Then `use` runs, and the process is stopped. */
async function started(file: string, use: Use = async () => {}): Promise<number> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/graphql`
  const began = performance.now()
  const options = ['--port', String(port), '--backend', `main=sqlite:${file}`, '--log-level', 'error']
  const child = spawn(process.execPath, [main, 'serve', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    await firstAnswer(url, child)
    const took = performance.now() - began
    await use(url, child)
    return took
  } finally {
    child.kill()
    await ended
  }
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await ask(
        url,
        '{ executions(ids: ["execution-1", "execution-2"]) { id status statusReason flow } }',
        {},
      )
      return
    } catch (error) {
      // Not listening yet.
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  throw new Error(`The server ended with ${child.exitCode}.`)
}

async function ask(url: string, query: string, variables: object): Promise<void> {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { errors } = (await response.json()) as { errors?: unknown }
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
}

async function record(url: string) {
  const attempts = [
    { number: 1, startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:01:00Z', verdict: 'OK' },
  ]
  const all = Array.from({ length: storedCount }, (_, n) => ({
    id: `execution-${n}`,
    flow: 'Bench',
    attempts,
  }))
  const mutation =
    'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
  for (let from = 0; from < all.length; from += 500) {
    await ask(url, mutation, { input: { executions: all.slice(from, from + 500) } })
  }
}

async function idleMegabytes({ pid }: ChildProcess): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
