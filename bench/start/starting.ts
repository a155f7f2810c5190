import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../common/ports.ts'

/** The arguments of Node for a server on a port, which keeps its records in a file. */
export type Command = (port: number, file: string) => readonly string[]

interface Started {
  /** Milliseconds from the start of the process to its first answer. */
  readonly ms: number
  readonly url: string
  readonly child: ChildProcess
}

/** Starts a server, asks it until it answers, lets `use` look at it, and stops it. */
export async function started<T>(
  command: Command,
  file: string,
  use: (started: Started) => T | Promise<T>,
): Promise<T> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/graphql`
  const began = performance.now()
  const child = spawn(process.execPath, command(port, file), { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  try {
    await firstAnswer(url, child)
    return await use({ ms: performance.now() - began, url, child })
  } finally {
    child.kill()
    await ended
  }
}

const query = '{ executions(ids: ["execution-1", "execution-2"]) { id status statusReason flow } }'

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      return await ask(url, query, {})
    } catch (error) {
      // Not listening yet.
      if (!(error instanceof TypeError)) throw error
      await wait(2)
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

const storedCount = 2_000

/** Fills the store of a server. */
export async function record(url: string): Promise<void> {
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

/** Resident memory of a process that has had nothing to do for some seconds. */
export async function idleMegabytes({ pid }: ChildProcess): Promise<number> {
  await wait(3_000)
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
