import { rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable } from '../common/report.ts'
import type { Fared } from './good.ts'
import type { Measured } from './measure.ts'

const mostMs = 100
const mostMb = 1024
const mostStretch = 50
const mb = (bytes: number) => bytes / 1024 ** 2

/** By nearest rank. A look-up that failed was never answered. */
function percentile(one: Fared, share: number): number {
  const sorted = one.times.toSorted((a, b) => a - b)
  return (
    sorted[Math.max(1, Math.ceil(share * (one.times.length + failed(one)))) - 1] ?? Number.POSITIVE_INFINITY
  )
}

const headings = [
  'store and row',
  'p50 ms',
  'of alone',
  'p99 ms',
  'of alone',
  'floor p99',
  'failed',
  'no answer ms',
  'loop ms',
  'floor loop',
  'peak MB',
  'process',
]

export function printMeasured(all: readonly Measured[]): void {
  printTable(
    headings,
    all.map((one) => [
      nameOf(one),
      text(percentile(one, 0.5)),
      `${text(ofAlone(one, 0.5))}x`,
      text(percentile(one, 0.99)),
      `${text(ofAlone(one, 0.99))}x`,
      text(percentile(one.floor, 0.99)),
      `${failed(one)} of ${failed(one) + one.times.length}`,
      text(one.gap),
      text(one.stretch),
      text(one.floor.stretch),
      text(mb(one.peak)),
      one.death ?? 'alive',
    ]),
  )
}

/** At once, so that a run that is cut off has told what it measured. */
export function printOne(one: Measured): void {
  printMeasured([one])
  for (const [answer, count] of byCount(one.answers)) console.log(`  ${count} x ${answer}`)
  for (const [why, count] of byCount(one.failures)) console.log(`  ${count} look-ups failed: ${why}`)
}

/** How much longer look-ups take beside the attack than before it. */
const ofAlone = (one: Measured, share: number) => percentile(one, share) / percentile(one.alone, share)
const nameOf = ({ store, row }: Measured) => `${store}: ${row.number}`
const text = (value: number) => (Number.isFinite(value) ? String(rounded(value)) : 'never')
const byCount = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).toSorted((a, b) => b[1] - a[1])
const failed = ({ failures }: Fared) => Object.values(failures).reduce((sum, count) => sum + count, 0)

const figure = (one: Measured, name: string, value: number, unit: string): Figure => ({
  name: `${nameOf(one)}: ${name}`,
  value,
  unit,
  against: null,
  ratio: null,
})

const compared = (one: Measured, share: 0.5 | 0.99): Figure => ({
  ...figure(one, `look-up, p${share * 100}`, percentile(one, share), 'ms'),
  against: 'before the attack',
  ratio: ofAlone(one, share),
})

const peak = (one: Measured) => figure(one, 'peak memory', mb(one.peak), 'MB')
const stretch = (one: Measured) => figure(one, 'event loop without a pause', one.stretch, 'ms of CPU')
const alive = (one: Measured) => figure(one, 'process alive', one.death === undefined ? 1 : 0, 'of 1')

export const figuresOf = (one: Measured): Figure[] => [
  compared(one, 0.5),
  compared(one, 0.99),
  figure(one, 'look-ups that failed', failed(one), 'look-ups'),
  figure(one, 'look-up at the floor, p99', percentile(one.floor, 0.99), 'ms'),
  figure(one, 'longest time without an answer', one.gap, 'ms'),
  stretch(one),
  figure(one, 'event loop at the floor without a pause', one.floor.stretch, 'ms of CPU'),
  peak(one),
  alive(one),
  ...byCount(one.answers).map(([answer, count]) =>
    figure(one, `hostile client: ${answer}`, count, 'answers'),
  ),
]

/** Other clients are answered quickly, memory is bounded, and the process survives. */
export function goalsOf(one: Measured): Goal[] {
  const time = { ...compared(one, 0.99), against: null, ratio: null }
  const [loop, memory, life] = [stretch(one), peak(one), alive(one)]
  return [
    { figure: time, should: `<= ${mostMs} ms`, isMet: time.value <= mostMs },
    { figure: loop, should: `<= ${mostStretch} ms`, isMet: loop.value <= mostStretch },
    { figure: memory, should: `<= ${mostMb} MB`, isMet: memory.value <= mostMb },
    { figure: life, should: '1', isMet: life.value === 1 },
  ]
}
