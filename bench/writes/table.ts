import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable, spreadOf } from '../common/report.ts'
import type { Measured, Window } from './measure.ts'
import { type Way, ways } from './processes.ts'

const verbs = { record: 'recordExecutions', finish: 'updateExecutions, to finished' }
const names: Readonly<Record<Way, string>> = {
  floor: 'the driver alone',
  library: 'library',
  http: 'HTTP',
}

const windowText = ({ batch, callers }: Window) =>
  `${batch} a call, ${callers} ${callers === 1 ? 'caller' : 'callers'}`

export function printMeasured(store: string, all: readonly Measured[]): void {
  for (const [operation, own] of Map.groupBy(all, (one) => one.operation)) {
    const rows = [...Map.groupBy(own, windowText)].map(([window, three]) => {
      const [floor, library, http] = ways.map((way) => three.find((one) => one.way === way)!)
      const rate = ({ rates }: Measured) => String(rounded(median(rates)))
      const against = ({ rates }: Measured) => `${ratio(rates, floor!.rates).toFixed(2)}x`
      const cpu = (one: Measured) => String(rounded(median(one.cpu)))
      return [
        window,
        rate(floor!),
        cpu(floor!),
        ...[library!, http!].flatMap((one) => [rate(one), against(one), cpu(one)]),
      ]
    })
    const headings = ways.flatMap((way) => [`${names[way]}/s`, ...(way === 'floor' ? [] : ['']), 'CPU µs'])
    printTable([`${store}: ${verbs[operation]}`, ...headings], rows)
  }
}

export function figuresOf(store: string, all: readonly Measured[]): Figure[] {
  return all.flatMap((one) => {
    const name = nameOf(store, one)
    const floor = all.find((other) => other.way === 'floor' && isSame(other, one))!
    return [
      {
        name,
        value: median(one.rates),
        unit: 'executions/s',
        against: names.floor,
        ratio: ratio(one.rates, floor.rates),
        spread: spreadOf(one.rates),
      },
      { name: `${name}: CPU`, value: median(one.cpu), unit: 'µs/execution', against: null, ratio: null },
    ]
  })
}

/** Against the driver at the largest batches, and how much many callers gain by sharing commits. */
export function goalsOf(store: string, all: readonly Measured[]): Goal[] {
  const ours = all.filter(({ way }) => way !== 'floor')
  const large = ours.filter(({ batch }) => batch === 100)
  const many = ours.filter(({ batch, callers }) => batch === 1 && callers === 64)
  return [
    ...large.map((one) =>
      goal(
        store,
        one,
        all.find((other) => other.way === 'floor' && isSame(other, one))!,
        0.5,
      ),
    ),
    ...many.flatMap((one) => {
      const alone = all.find((other) => other.way === one.way && isSame(other, { ...one, callers: 1 }))
      return alone ? [goal(store, one, alone, 10)] : []
    }),
  ]
}

const isSame = (a: Measured, b: Measured) =>
  a.operation === b.operation && a.batch === b.batch && a.callers === b.callers

const nameOf = (store: string, one: Measured) =>
  `${store}: ${one.operation} through ${names[one.way]}, ${windowText(one)}`

function goal(store: string, of: Measured, to: Measured, least: number): Goal {
  const times = ratio(of.rates, to.rates)
  const against = to.way === of.way ? windowText(to) : names[to.way]
  const figure = {
    name: nameOf(store, of),
    value: median(of.rates),
    unit: 'executions/s',
    against,
    ratio: times,
    spread: spreadOf(of.rates),
  }
  return { figure, should: `>= ${least}x`, isMet: times >= least }
}
