import type { Results, Run, StoredFigure } from '../common/results.ts'
import type { Suite } from '../suites.ts'
import { command, dated, measured, number, table, times } from './markdown.ts'
import { type Plot, linesOf, pictureOf, plots } from './plots.ts'
import { intro, method, notCompared, queueKinds } from './said.ts'
import { type Found, allFigures, isOfPeer, missedGoals, worseThanPeers, worseness } from './worse.ts'

/** A run with more figures shows those with a goal, those in pictures, and those against others. */
const mostShown = 60

/** docs/benchmarks.md: what is worse than others comes first. */
export function pageOf(suites: readonly Suite[], results: readonly Results[]): string {
  const all = allFigures(suites, results)
  return [
    '# Benchmarks',
    intro,
    '## Where Execgraph is worse than others',
    worse(all),
    '## Goals that were missed',
    missed(all),
    '## How it is measured',
    method,
    '## How it grows',
    'Both axes of each picture are logarithmic.',
    ...plots.flatMap((plot) => grown(plot, all)),
    '## The queue and others',
    queueKinds,
    '## All suites',
    ...suites.flatMap((suite) => described(suite, all)),
    '## What is not compared, and why',
    notCompared,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function worse(all: readonly Found[]): string {
  const compared = all.filter(isOfPeer)
  if (compared.length === 0) return 'Nothing was compared with others yet.'
  const lost = worseThanPeers(all)
  const of = `${lost.length} of the ${compared.length} figures that are compared with another program of the same run.`
  if (lost.length === 0) return `None of ${of.slice(2)}`
  const rows = lost.map((one) => [
    one.suite.name,
    one.figure.name,
    measured(one.figure),
    one.figure.against!,
    `${worseness(one).toFixed(2)} times`,
    dated(one.run),
  ])
  return `${of} The worst comes first.\n\n${table(['suite', 'figure', 'Execgraph', 'the other', 'worse by', 'measured'], rows)}`
}

function missed(all: readonly Found[]): string {
  const goals = all.filter(({ figure }) => figure.goal !== undefined)
  if (goals.length === 0) return 'No goal was measured yet.'
  const lost = missedGoals(all)
  if (lost.length === 0) return `None of ${goals.length}.`
  const rows = lost.map(({ suite, figure, run }) => [
    suite.name,
    figure.name,
    measured(figure),
    compared(figure),
    figure.goal!,
    dated(run),
  ])
  return `${lost.length} of ${goals.length}.\n\n${table(['suite', 'figure', 'measured', 'of', 'should be', 'on'], rows)}`
}

function grown(plot: Plot, all: readonly Found[]): string[] {
  const lines = linesOf(plot, all)
  if (lines.length === 0) return [`### ${plot.title}`, `Not measured yet: ${command(plot.suite, '')}.`]
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted((a, b) => a - b)
  const rows = lines.map(({ name, points }) => [
    name,
    ...xs.map((x) => {
      const point = points.find((one) => one.x === x)
      return point ? number(point.y) : ''
    }),
  ])
  const runs = all.filter(({ figure }) => figure.growth?.plot === plot.name).map(({ run }) => run)
  const from = [...new Set(runs)].map((run) => `${command(plot.suite, run.options)} (${dated(run)})`)
  return [
    `### ${plot.title}`,
    `![${plot.title}](${pictureOf(plot)})`,
    table([`${plot.y}, by ${plot.x}`, ...xs.map(number)], rows),
    `From ${from.join(' and ')}.`,
  ]
}

function described(suite: Suite, all: readonly Found[]): string[] {
  const { name, what, data, short } = suite
  const sizes = short.length === 0 ? '' : ` Shorter: ${command(name, short.join(' '))}.`
  const head = [`### ${name}`, what, `Data: ${data} Command: ${command(name, '')}.${sizes}`]
  const runs = [
    ...Map.groupBy(
      all.filter((one) => one.suite === suite),
      ({ run }) => run,
    ),
  ]
  if (runs.length === 0) return [...head, '**No figures yet.**']
  return [...head, ...runs.flatMap(([run, found]) => tableOf(suite, run, found))]
}

function tableOf({ name }: Suite, run: Run, found: readonly Found[]): string[] {
  const { options, node, cpus, machine, load, seconds } = run
  const where = [
    ...[dated(run), `Node ${node.slice(1)}`, `${cpus} processors`],
    ...(machine === null ? [] : [machine]),
    load === null ? 'load before it not kept' : `load ${load[0]} before it`,
    ...(seconds === null ? [] : [`${seconds} s`]),
  ]
  const isLong = found.length > mostShown
  const shown = isLong ? found.filter(isTold) : found
  const rows = shown.map(({ figure }) => [figure.name, measured(figure), compared(figure), goalOf(figure)])
  const rest = isLong
    ? [`All ${found.length} figures: [bench/results/${name}.json](../bench/results/${name}.json).`]
    : []
  return [
    `${command(name, options)}: ${where.join(', ')}.`,
    ...(rows.length === 0 ? [] : [table(['', 'measured', 'compared', 'goal'], rows)]),
    ...rest,
  ]
}

const isTold = (one: Found) =>
  one.figure.goal !== undefined || one.figure.growth !== undefined || isOfPeer(one)

const compared = ({ against, ratio }: StoredFigure) =>
  against === null ? '' : `${times(ratio)} ${against}`.trim()

const goalOf = ({ goal, reached }: StoredFigure) =>
  goal === undefined ? '' : `${goal}: ${reached === true ? 'met' : '**missed**'}`
