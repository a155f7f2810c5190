import { rounded } from '../common/numbers.ts'
import { type Figure, printTable } from '../common/report.ts'
import type { Backend } from '../../src/db/backend.ts'
import type { MeasuredCase } from '../common/floor.ts'

export interface Measured {
  readonly store: string
  readonly runs: number
  readonly floorMs: number
  readonly floorSpread?: readonly [number, number]
  readonly cases: readonly MeasuredCase<Backend>[]
  /** Pages of Postgres's buffers that the unfiltered page and then each case touched. */
  readonly buffers?: readonly number[]
}

export const floorName = 'unfiltered newest page'
/** What is drawn by the number of runs. */
const drawn = new Set([
  floorName,
  'FAILED, page 1',
  'FAILED, page 200',
  'order DURATION, page 200',
  'counts by status',
])
/** Statements are cancelled after this time. A figure of this size stands for more. */
export const stoppedAfter = 20_000

export const titleOf = ({ store, runs }: { readonly store: string; readonly runs: number }) =>
  `${store}, ${runs.toLocaleString('en')} runs`

export function printMeasured({ store, runs, floorMs, cases, buffers }: Measured): void {
  const touched = (index: number) => (Number.isFinite(buffers?.[index]) ? String(buffers![index]) : '')
  const isStopped = (ms: number) => ms >= stoppedAfter
  const rows = cases.map(({ asked, ms, ratio }, index) => [
    asked.name,
    isStopped(ms) ? `> ${stoppedAfter / 1000} s` : `${rounded(ms)} ms`,
    `${isStopped(ms) ? '> ' : ''}${ratio.toFixed(2)}x`,
    asked.most === null ? '' : `<= ${asked.most}x`,
    touched(index + 1),
  ])
  const first = ['newest page, unfiltered', `${rounded(floorMs)} ms`, '1.00x', '', touched(0)]
  printTable([titleOf({ store, runs }), 'median', 'of the floor', 'goal', 'buffers'], [first, ...rows])
}

export function figuresOf({ store, runs, floorMs, floorSpread, cases, buffers }: Measured): Figure[] {
  const named = (name: string) => `${titleOf({ store, runs })}: ${name}`
  const growth = (line: string) =>
    drawn.has(line) && !store.startsWith('metaflow')
      ? { growth: { plot: `runs-${store}`, line, x: runs } }
      : {}
  const times = cases.map(({ asked, ms, ratio, spread }) => ({
    ...{ name: named(asked.name), value: ms, unit: 'ms', against: floorName, ratio, spread },
    ...growth(asked.name),
  }))
  const touched = (buffers ?? [])
    .slice(1)
    .map((value, index) => ({
      name: named(cases[index]!.asked.name),
      value,
      unit: 'buffers',
      against: floorName,
      ratio: value / buffers![0]!,
    }))
    .filter(({ value }) => Number.isFinite(value))
  return [
    {
      ...{ name: named(floorName), value: floorMs, unit: 'ms', against: null, ratio: null },
      ...(floorSpread && { spread: floorSpread }),
      ...growth(floorName),
    },
    ...times,
    ...touched,
  ]
}
