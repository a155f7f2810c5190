import type { Backend } from '../../src/db/backend.ts'
import type { Goal } from '../common/report.ts'
import type { MeasuredCase } from '../common/floor.ts'
import { type Measured, floorName, titleOf } from './table.ts'

/** SQLite's floor is so low that the same work is a larger multiple of it. */
const slack: Readonly<Record<string, number>> = { postgres: 1, sqlite: 2 }
const mostGrowth = 1.5

/** The goals of each size and store, and how the slowest status grows with the number of runs. */
export function goalsOf(all: readonly Measured[]): Goal[] {
  return [...all.flatMap(pageGoals), ...all.flatMap(summaryGoals), ...growthGoals(all)]
}

const ofStatus = ({ asked }: MeasuredCase<Backend>) => asked.most === 2
function pageGoals(measured: Measured): Goal[] {
  const worst = (cases: readonly MeasuredCase<Backend>[]) =>
    cases.reduce((a, b) => (a.ratio > b.ratio ? a : b))
  const goal = (cases: readonly MeasuredCase<Backend>[], most: number): Goal => {
    const { asked, ms, ratio } = worst(cases)
    const figure = {
      name: `${titleOf(measured)}: ${asked.name}`,
      value: ms,
      unit: 'ms',
      against: floorName,
      ratio,
    }
    return { figure, should: `<= ${most}x`, isMet: ratio <= most }
  }
  const times = slack[measured.store]!
  const others = measured.cases.filter(({ asked }) => asked.most === 3)
  return [goal(measured.cases.filter(ofStatus), 2 * times), goal(others, 3 * times)]
}

function summaryGoals(measured: Measured): Goal[] {
  const goal = (name: string, most: number): Goal => {
    const { ms } = measured.cases.find(({ asked }) => asked.name.startsWith(name))!
    const figure = {
      name: `${titleOf(measured)}: ${name}`,
      value: ms,
      unit: 'ms',
      against: null,
      ratio: null,
    }
    return { figure, should: `<= ${most} ms`, isMet: ms <= most }
  }
  const histograms = measured.cases.filter(({ asked }) => asked.name.startsWith('histogram'))
  const slowest = histograms.reduce((a, b) => (a.ms > b.ms ? a : b)).asked.name
  return [...(measured.store === 'postgres' ? [goal('counts', 10)] : []), goal(slowest, 20)]
}

function growthGoals(all: readonly Measured[]): Goal[] {
  return Object.keys(slack).flatMap((store) => {
    const own = all.filter((measured) => measured.store === store)
    const [small, large] = [own[0], own.at(-1)]
    if (!small || !large || small === large) return []
    const slowest = (measured: Measured) => Math.max(...measured.cases.filter(ofStatus).map(({ ms }) => ms))
    const ratio = slowest(large) / slowest(small)
    const name = `${store}: slowest status at ${large.runs.toLocaleString('en')} runs`
    const figure = {
      name,
      value: slowest(large),
      unit: 'ms',
      against: `at ${small.runs.toLocaleString('en')}`,
      ratio,
    }
    return [{ figure, should: `<= ${mostGrowth}x`, isMet: ratio <= mostGrowth }]
  })
}
