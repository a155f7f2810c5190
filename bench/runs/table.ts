import { rounded } from '../common/numbers.ts'
import { type Figure, printTable } from '../common/report.ts'
import type { Backend } from '../../src/db/backend.ts'
import type { MeasuredCase } from '../common/floor.ts'

export interface Measured {
  readonly store: string
  readonly runs: number
  readonly floorMs: number
  readonly cases: readonly MeasuredCase<Backend>[]
  /** Pages of Postgres's buffers that the unfiltered page and then each case touched. */
  readonly buffers?: readonly number[]
}

const floor = 'unfiltered newest page'
/** Statements are cancelled after this time. A figure of this size stands for more. */
export const stoppedAfter = 20_000

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
  printTable(
    [`${store}, ${runs.toLocaleString('en')} runs`, 'median', 'of the floor', 'goal', 'buffers'],
    [first, ...rows],
  )
}

export function figuresOf({ store, runs, floorMs, cases, buffers }: Measured): Figure[] {
  const named = (name: string) => `${store}, ${runs} runs: ${name}`
  const times = cases.map(({ asked, ms, ratio }) => ({
    name: named(asked.name),
    value: ms,
    unit: 'ms',
    against: floor,
    ratio,
  }))
  const touched = (buffers ?? [])
    .slice(1)
    .map((value, index) => ({
      name: named(cases[index]!.asked.name),
      value,
      unit: 'buffers',
      against: floor,
      ratio: value / buffers![0]!,
    }))
    .filter(({ value }) => Number.isFinite(value))
  return [
    { name: named(floor), value: floorMs, unit: 'ms', against: null, ratio: null },
    ...times,
    ...touched,
  ]
}
