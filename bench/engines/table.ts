import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable, spreadOf } from '../common/report.ts'
import type { Measured } from '../common/rounds.ts'
import { type Engine, count } from './engine.ts'

export const names = {
  ours: 'Execgraph, 100 by id',
  batch: 'its own batch, node:http',
  oneByOne: 'its own one by one, node:http',
  oursNewest: 'Execgraph, newest 50 that failed',
  newest: 'its own newest 50 that failed, node:http',
} as const

export interface MeasuredEngine {
  readonly engine: Engine
  readonly entries: readonly Measured[]
  readonly inProcessMs: number
}

const named = ({ entries }: MeasuredEngine, name: string) => entries.find((one) => one.name === name)

export function printEngine(measured: MeasuredEngine): void {
  const { engine, entries, inProcessMs } = measured
  const rows = entries.map((one) => [
    one.name,
    String(rounded(median(one.cpu))),
    String(rounded(median(one.latency))),
  ])
  console.log(
    `\n${engine.name}, ${count.toLocaleString('en')} executions on Postgres. Its own batch: ${engine.batchBy}; in process ${rounded(inProcessMs)} ms.`,
  )
  printTable(['', 'server CPU µs', 'latency ms'], rows)
}

export function engineGoals(measured: MeasuredEngine): Goal[] {
  const ours = named(measured, names.ours)!
  const oursNewest = named(measured, names.oursNewest)!
  const newest = named(measured, names.newest)
  const oneByOne = latency(measured, named(measured, names.oneByOne)!, ours)
  const batch = latency(measured, ours, named(measured, names.batch)!)
  const page = newest && latency(measured, oursNewest, newest)
  return [
    { figure: oneByOne, should: '>= 5x', isMet: oneByOne.ratio! >= 5 },
    { figure: batch, should: '<= 1.5x', isMet: batch.ratio! <= 1.5 },
    ...(page ? [{ figure: page, should: '<= 1.5x', isMet: page.ratio! <= 1.5 }] : []),
  ]
}

const latency = ({ engine }: MeasuredEngine, of: Measured, to: Measured): Figure => ({
  name: `${engine.name}, ${of.name}: latency`,
  value: median(of.latency),
  unit: 'ms/request',
  against: to.name,
  ratio: ratio(of.latency, to.latency),
  spread: spreadOf(of.latency),
})

/** Every contestant against ours, then the comparisons of the goals, and what the engine's batch takes without HTTP. */
export function allFigures(all: readonly MeasuredEngine[]): Figure[] {
  return all.flatMap((measured) => {
    const { engine, entries, inProcessMs } = measured
    const cpu = entries.map((one): Figure => ({
      name: `${engine.name}, ${one.name}: server CPU`,
      value: median(one.cpu),
      unit: 'µs/request',
      against: names.ours,
      ratio: ratio(one.cpu, named(measured, names.ours)!.cpu),
    }))
    const latencies = entries.map((one) => latency(measured, one, named(measured, names.ours)!))
    const direct: Figure = {
      name: `${engine.name}, its own batch: in process`,
      value: inProcessMs,
      unit: 'ms/request',
      against: null,
      ratio: null,
    }
    const goals = engineGoals(measured).map(({ figure }) => figure)
    const known = new Set(latencies.map(({ name, against }) => `${name} / ${against}`))
    return [
      ...cpu,
      ...latencies,
      direct,
      ...goals.filter(({ name, against }) => !known.has(`${name} / ${against}`)),
    ]
  })
}
