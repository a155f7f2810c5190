import { type Ending, attempts as attemptsOf, attemptsTo } from './attempts.ts'
import { chain, chainResults } from './dag.ts'
import { type Dice, dice } from './dice.ts'
import { errors } from './errors.ts'
import { execution, slug } from './execution.ts'
import { type KindName, kinds } from './kinds.ts'
import { type Rhythm, type Step, step } from './plan.ts'
import { minute, timesOf } from './times.ts'
import type { ExecutionRecord } from '../db/recording/records.ts'

const hour = 60 * minute

/** `BROKEN`: failed within the last day, with an error that there was not before. `AGAIN`: at its sixth attempt. */
type Fate = Ending | 'PENDING' | 'WAITING' | 'PAUSED' | 'BROKEN' | 'AGAIN'

/** A flow whose executions belong to no run. */
interface Queue {
  readonly flow: string
  readonly script: string
  readonly source: string
  readonly count: number
  readonly rhythm: Rhythm
  readonly seconds: number
  readonly failing: number
  readonly kind: KindName
  readonly nodes: readonly Step[]
  /** The states of the newest ones, the newest last. */
  readonly latest: readonly Fate[]
  /** The error of those that are broken. */
  readonly broken?: (d: Dice) => string
}

const waiting = (count: number): Fate[] => Array.from({ length: count }, () => 'PENDING')

const queues: readonly Queue[] = [
  {
    flow: 'EmailQueue',
    script: 'jobs/email.ts',
    source: 'queue',
    kind: 'mail',
    rhythm: 'office',
    count: 240,
    seconds: 2,
    failing: 0.08,
    nodes: [step('render', 'mail'), step('send', 'mail', 2)],
    latest: ['BROKEN', 'BROKEN', 'OK', 'BROKEN', 'BROKEN', 'OK'],
    broken: (d) =>
      `SMTP 554 5.7.1: message ${d.hex(12)} was rejected: no DKIM key "mail-${d.whole(10, 99)}" for example.com`,
  },
  {
    flow: 'ThumbnailWorker',
    script: 'jobs/thumbnails.ts',
    source: 'upload',
    kind: 'media',
    rhythm: 'office',
    count: 260,
    seconds: 5,
    failing: 0.05,
    nodes: [
      step('fetch', 'load'),
      step('decode', 'media'),
      step('resize', 'media', 3),
      step('store', 'write'),
    ],
    latest: ['SILENT', 'AGAIN', 'OK', 'FAILED'],
  },
  {
    flow: 'VideoTranscode',
    script: 'jobs/video.ts',
    source: 'upload',
    kind: 'media',
    rhythm: 'steady',
    count: 70,
    seconds: 1_500,
    failing: 0.12,
    nodes: [step('probe', 'media', 0.1), step('encode', 'media', 8), step('package', 'publish')],
    latest: ['SILENT', 'OK', 'PAUSED', 'OPEN'],
  },
  {
    flow: 'AccessReview',
    script: 'jobs/access.ts',
    source: 'api',
    kind: 'check',
    rhythm: 'office',
    count: 40,
    seconds: 7_200,
    failing: 0.1,
    nodes: [step('collect', 'load'), step('approve', 'check', 9), step('apply', 'write')],
    latest: ['WAITING', 'FAILED', 'WAITING', 'PAUSED', 'WAITING', ...waiting(4)],
  },
]

export const jobFlows = queues.map(({ flow }) => flow)

/** Executions without runs, as of a queue. */
export const jobs = (now: number): ExecutionRecord[] => queues.flatMap((queue) => jobsOf(queue, now))

function jobsOf(queue: Queue, now: number): ExecutionRecord[] {
  const times = timesOf(
    queue.rhythm,
    { count: queue.count, least: 3 * queue.seconds * 1000, now },
    dice(queue.flow),
  )
  return times.map((time, index) => jobOf(queue, index + 1, time, now))
}

function jobOf(queue: Queue, number: number, time: number, now: number): ExecutionRecord {
  const { flow, kind, nodes, latest, count, broken } = queue
  const d = dice(`${flow}/${number}`)
  const fate = latest[number - 1 - (count - latest.length)] ?? (d.chance(queue.failing) ? 'FAILED' : 'OK')
  const given = { id: `demo-${slug(flow)}-${number}`, flow, source: queue.source, scriptPath: queue.script }
  const inputs = kinds[kind].inputs(d)
  if (fate === 'PENDING') return execution({ ...given, inputs, dag: chain(flow, nodes) })
  const reported = fate === 'WAITING' || fate === 'PAUSED'
  const ending = reported || fate === 'AGAIN' ? 'OPEN' : fate === 'BROKEN' ? 'FAILED' : fate
  const span = spanOf(fate, time, d.spread(queue.seconds * 1000), now)
  const set = verdictsOf[fate]
  const text = broken ?? errors[kind][0]!
  const attempts = set ? attemptsOf(set, span, () => text(d)) : attemptsTo(ending, span, kind, d)
  return execution({
    ...given,
    inputs,
    attempts,
    state: reported ? fate : null,
    ...beats(fate, span.to, d),
    outputs: ending === 'OK' ? kinds[kind].outputs(d) : null,
    dag: chain(flow, nodes),
    nodeResults: chainResults(nodes, attempts.at(-1)!, span.to, d),
  })
}

const verdictsOf: { readonly [fate in Fate]?: readonly ('FAILED' | null)[] } = {
  BROKEN: ['FAILED'],
  AGAIN: ['FAILED', 'FAILED', 'FAILED', 'FAILED', 'FAILED', null],
}

function spanOf(fate: Fate, time: number, ms: number, now: number) {
  if (fate === 'OK' || fate === 'FAILED') return { from: time, to: Math.min(time + ms, now) }
  const to =
    fate === 'SILENT' ? now - 10 * minute : fate === 'BROKEN' ? now - 3 * hour - (time % (5 * hour)) : now
  return { from: to - (fate === 'AGAIN' ? 11 * minute : ms), to }
}

/** A silent one promised a heartbeat every 30 seconds. Some others did too, and kept it. */
function beats(fate: Fate, to: number, d: Dice) {
  const promised = fate === 'SILENT' || ((fate === 'OK' || fate === 'FAILED') && d.chance(0.3))
  return promised ? { heartbeatAt: to, heartbeatTimeoutMs: 30_000 } : {}
}
