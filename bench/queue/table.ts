import { rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable } from '../common/report.ts'
import type { Result } from './cases.ts'

const names = { ours: 'Execgraph', graphile: 'graphile-worker', pgboss: 'pg-boss' } as const
/** What the others are: no steps of anything, put in before the clock starts. */
const others = 'independent jobs'
const policies = { 'seed': 'at most 64, then 10 ms of sleep', 'at once': 'again at once' } as const

const rateOf = ({ jobs, ms }: Result) => (jobs * 1_000) / ms

function nameOf({ who, store, count, work, span, processes }: Result): string {
  const what = who === 'ours' ? `${count} executions` : `${count} ${others}`
  const until = span.left === undefined ? '' : ', to the end'
  const several = processes === 1 ? '' : `, ${processes} processes`
  return `${store}: ${names[who]}, ${what}, window ${work.window}, ${policies[work.policy]}${several}${until}`
}

/** The figures, each with its window and policy. */
export function printResults(results: readonly Result[]): void {
  for (const setup of new Set(results.map((one) => one.setup))) console.log(setup)
  const number = (value: number | null) => (value === null ? '' : String(rounded(value)))
  const rows = results.map((one) => [
    nameOf(one),
    number(rateOf(one)),
    one.who === 'ours' ? String(one.finished) : '',
    number(one.ms / 1_000),
    ...[one.inFlight, one.p50, one.p99, one.cpu / one.jobs].map((value) =>
      one.who === 'ours' || value === one.cpu / one.jobs ? number(value) : '',
    ),
  ])
  const headings = [
    'actions or jobs',
    'a second',
    'executions',
    's',
    'in flight',
    'p50 ms',
    'p99 ms',
    'CPU µs',
  ]
  printTable(headings, rows)
}

export const figuresOf = (results: readonly Result[]): Figure[] =>
  results.flatMap((one) => {
    const name = nameOf(one)
    const plain = { against: null, ratio: null }
    const unit = one.who === 'ours' ? 'actions/s' : 'jobs/s'
    return [
      { name, value: rateOf(one), unit, ...plain },
      ...(one.who === 'ours'
        ? [
            { name: `${name}: finished`, value: one.finished, unit: 'executions', ...plain },
            { name: `${name}: claim to commit, p50`, value: one.p50!, unit: 'ms', ...plain },
            { name: `${name}: claim to commit, p99`, value: one.p99!, unit: 'ms', ...plain },
          ]
        : []),
    ]
  })

/** Our best against the best of the others, and a long queue against a short one. */
export function goalsOf(results: readonly Result[]): Goal[] {
  const timed = results.filter(({ store, span }) => store === 'postgres' && span.left === undefined)
  const best = (who: Result['who'], count?: number) =>
    timed
      .filter((one) => one.who === who && (count === undefined || one.count === count))
      .toSorted((a, b) => rateOf(b) - rateOf(a))[0]
  const pairs: [Result | undefined, Result | undefined, number][] = [
    [best('ours', 10_000), best('graphile'), 2.5],
    [best('ours', 10_000), best('pgboss'), 10],
    ...(['seed', 'at once'] as const).map((policy): [Result | undefined, Result | undefined, number] => {
      const at = (count: number) =>
        timed.find(
          ({ who, work, ...one }) =>
            who === 'ours' &&
            one.processes === 1 &&
            one.count === count &&
            work.policy === policy &&
            work.window === (policy === 'seed' ? 40 : 1_000),
        )
      return [at(500_000), at(10_000), 0.9]
    }),
  ]
  return pairs.flatMap(([of, to, least]) => (of && to ? [goal(of, to, least)] : []))
}

function goal(of: Result, to: Result, least: number): Goal {
  const ratio = rateOf(of) / rateOf(to)
  const figure = { name: nameOf(of), value: rateOf(of), unit: 'actions/s', against: nameOf(to), ratio }
  return { figure, should: `>= ${least}x`, isMet: ratio >= least }
}
