import { createHistogram } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { cutPayload, defaultLimits } from '../../../src/db/recording/payload.ts'
import { orThrow } from '../../../src/db/recording/grouping.ts'
import { createMeter } from '../../../src/db/meter.ts'
import type { ClaimedAction } from '../../../src/db/queue/claim.ts'
import {
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../../../src/db/queue/queue.ts'
import { openStore } from '../../batch/servers/store.ts'
import { serveWork } from '../serve.ts'

/** Each worker claims for itself. The queue combines calls that come at the same time. */
const workers = 4
/** They start one after another. Otherwise they would go on claiming and completing in step. */
const apartMs = 10
/** How many the seed claims at once, and how long it sleeps after fewer. */
const [batch, pollMs] = [64, 10]

const backend = await openStore()
const sizes = { outputBytes: defaultOutputBytes, inputBytes: defaultInputBytes }
const settings = { limits: defaultLimits, ...sizes, cap: defaultOpenExecutions }
const queue = createQueue(settings)
const meter = createMeter()
const latency = createHistogram()
const stopping = new AbortController()
const samples: number[] = []
const inHand = new Set<Promise<void>>()

serveWork(async ({ window, policy }) => {
  const sampler = setInterval(() => samples.push(inHand.size), 20)
  const loops = policy === 'seed' ? seedLoop(window) : openLoops(window)
  // A failure is thrown to the caller that stops it.
  loops.catch(() => {})
  return async () => {
    stopping.abort()
    await loops
    await Promise.all(inHand)
    clearInterval(sampler)
    await backend.close()
    if (process.env['BENCH_COSTS'] !== undefined) printCosts()
    const ms = (percent: number) => latency.percentile(percent) / 1_000
    const mean = samples.reduce((sum, one) => sum + one, 0) / Math.max(1, samples.length)
    return { p50: ms(50), p99: ms(99), inFlight: mean }
  }
})

/** A slot is free as soon as its action has run, as in the seed: completing it takes no slot. */
async function seedLoop(slots: number) {
  while (!stopping.signal.aborted) {
    const actions = await claim(Math.min(slots, batch), 'worker')
    for (const action of actions) void handled(action)
    if (actions.length < batch) await sleep(pollMs)
  }
}

const openLoops = (window: number) =>
  Promise.all(Array.from({ length: workers }, (_, index) => openLoop(Math.ceil(window / workers), index)))

/** Claims as many as it has room for, and again when all of those are committed as done. */
async function openLoop(room: number, index: number) {
  await sleep(index * apartMs)
  while (!stopping.signal.aborted) {
    const actions = await claim(room, `worker-${index}`)
    await Promise.all(actions.map(handled))
    if (actions.length === 0) await sleep(1)
  }
}

async function claim(limit: number, worker: string): Promise<ClaimedAction[]> {
  const asked = { worker: `${worker}-${process.pid}`, kinds: ['noop'], limit, leaseMs: 60_000 }
  const [taken] = orThrow(await queue.claim(backend, [asked], meter))
  return [...taken!.actions]
}

function handled(action: ClaimedAction): Promise<void> {
  const promise = complete(action).finally(() => inHand.delete(promise))
  inHand.add(promise)
  return promise
}

/** Each action is completed in its own call, as workers do. */
async function complete({ executionId, nodeId, leaseToken, input }: ClaimedAction) {
  const began = performance.now()
  const json = noop(input)
  const value = cutPayload(JSON.parse(json), defaultLimits)
  const done = { executionId, nodeId, leaseToken, outcome: { kind: 'DONE', json, value } } as const
  const [held] = orThrow(await queue.complete(backend, [done], meter))
  if (!held) throw new Error(`The lease of ${nodeId} of ${executionId} was lost.`)
  latency.record(Math.max(1, Math.round((performance.now() - began) * 1_000)))
}

/** The work: parses the input and returns a number. */
const noop = (input: readonly string[]) => String(Object.keys(JSON.parse(input.join('')) as object).length)

function printCosts() {
  console.error(meter.costs())
  for (const [phase, { count, mean }] of Object.entries(queue.timings))
    console.error(`${phase}: ${count} of ${Math.round(mean)} µs, ${Math.round((count * mean) / 1_000)} ms`)
}
