import { setTimeout as pause } from 'node:timers/promises'
import type { Case } from './cases.ts'
import type { Written } from './readers.ts'
import { mutate, recordExecutions, recordRuns, updateExecutions } from './documents.ts'

const perCall = 500
const flows = 20
/** Calls a second: what is written in between goes by one. */
const callsPerSecond = 100

export const idOf = (index: number): string => `live-${index}`
export const stamp = () => Number((performance.timeOrigin + performance.now()).toFixed(3))

/** Executions that run, for changes to be made to. */
export async function fill(url: string, executions: number): Promise<void> {
  for (let from = 0; from < executions; from += perCall) {
    const some = Array.from({ length: Math.min(perCall, executions - from) }, (_, index) => ({
      id: idOf(from + index),
      flow: `Flow${(from + index) % flows}`,
      attempts: [{ number: 1, startedAt: '2026-01-01T00:00:00Z' }],
    }))
    await mutate(url, recordExecutions, { executions: some })
  }
}

/** Numbers of records to change: each other than those just before it. */
export const shuffled = (from: number, count: number, distinct: number): number[] =>
  Array.from({ length: count }, (_, index) => ((from + index) * 7_919) % distinct)

/** Makes changes at a rate, spread over all that is watched, until the time is over. Answers when it sent which. */
export async function write(
  url: string,
  { what, rate }: Case,
  distinct: number,
  ms: number,
): Promise<Written> {
  const began = performance.now()
  let written = 0
  const calls: Promise<Written[number]>[] = []
  for (;;) {
    const passed = performance.now() - began
    const due = Math.floor((Math.min(passed, ms) / 1000) * rate) - written
    const numbers = shuffled(written, due, distinct)
    const call = due > 0 && (what === 'runs' ? writeRuns(url, numbers) : writeExecutions(url, numbers))
    if (call) {
      // It is told below.
      call.catch(() => {})
      calls.push(call)
    }
    written += due
    if (passed >= ms) break
    await pause(1000 / callsPerSecond)
  }
  return Promise.all(calls)
}

async function writeExecutions(url: string, numbers: readonly number[]): Promise<Written[number]> {
  const sent = stamp()
  const executions = numbers.map((number) => ({ id: idOf(number), outputs: sent }))
  await mutate(url, updateExecutions, { executions })
  return [sent, stamp()]
}

async function writeRuns(url: string, numbers: readonly number[]): Promise<Written[number]> {
  const sent = stamp()
  // New ones: a run is recorded once.
  const runs = numbers.map((number) => ({ flow: `Flow${number % flows}`, user: String(sent) }))
  await mutate(url, recordRuns, { runs })
  return [sent, stamp()]
}

export const filterOf = (stream: number): object => ({ flow: [`Flow${stream % flows}`] })
