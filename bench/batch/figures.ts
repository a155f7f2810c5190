import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable, spreadOf } from '../common/report.ts'
import type { Measured } from '../common/rounds.ts'
import {
  concurrentYoga,
  floorA,
  floorB,
  guarded,
  mercurius,
  ours,
  postgraphile,
  serialYoga,
} from './contestants.ts'

type Kind = 'cpu' | 'latency'
const units = { cpu: 'µs/request', latency: 'ms/request' }
const labels = { cpu: 'server CPU', latency: 'latency' }

export function printContestants(all: readonly Measured[]): void {
  const b = named(all, floorB)
  const rows = all.map(({ name, cpu, latency }) => [
    name,
    String(rounded(median(cpu))),
    `${ratio(cpu, b.cpu).toFixed(2)}x`,
    String(rounded(median(latency))),
    `${ratio(latency, b.latency).toFixed(2)}x`,
  ])
  console.log('\n100 executions by id over HTTP, of 100,000 on Postgres. Medians over the rounds.')
  printTable(['', 'server CPU µs', '/ floor b', 'latency ms', '/ floor b'], rows)
}

export function batchGoals(all: readonly Measured[]): Goal[] {
  const goal = (kind: Kind, of: string, to: string, should: string, isMet: (ratio: number) => boolean) => {
    const figure = compared(kind, named(all, of), named(all, to))
    return { figure, should, isMet: isMet(figure.ratio!) }
  }
  return [
    goal('cpu', ours, floorB, '<= 1.3x', (times) => times <= 1.3),
    goal('cpu', guarded, ours, '<= 1.05x', (times) => times <= 1.05),
    goal('cpu', ours, mercurius, '< 1x', (times) => times < 1),
    goal('cpu', ours, postgraphile, '< 1x', (times) => times < 1),
    goal('cpu', concurrentYoga, ours, '>= 2.5x', (times) => times >= 2.5),
    goal('latency', serialYoga, ours, '>= 20x', (times) => times >= 20),
  ]
}

/** Every contestant against floor b, and ours against each of the others. */
export function allFigures(all: readonly Measured[]): Figure[] {
  const b = named(all, floorB)
  const others = all.filter(({ name }) => !name.startsWith(ours) && name !== floorA && name !== floorB)
  const kinds: readonly Kind[] = ['cpu', 'latency']
  return kinds.flatMap((kind) => [
    ...all.map((one) => compared(kind, one, b)),
    ...others.map((other) => compared(kind, named(all, ours), other)),
  ])
}

const compared = (kind: Kind, of: Measured, to: Measured): Figure => ({
  name: `${of.name}: ${labels[kind]}`,
  value: median(of[kind]),
  unit: units[kind],
  against: to.name,
  ratio: ratio(of[kind], to[kind]),
  spread: spreadOf(of[kind]),
})

function named(all: readonly Measured[], name: string): Measured {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`${name} was not measured.`)
  return found
}
