import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { rounded } from './numbers.ts'
import type { Figure, Goal, Growth, Outcome } from './report.ts'

export interface StoredFigure {
  readonly name: string
  /** `null`: it never came. */
  readonly value: number | null
  readonly unit: string
  readonly against: string | null
  readonly ratio: number | null
  readonly spread?: readonly [least: number, most: number]
  readonly growth?: Growth
  readonly goal?: string
  readonly reached?: boolean
}

/** Where and when a run took place. What an older format did not keep is `null`. */
export interface Place {
  readonly commit: string
  readonly date: string
  readonly node: string
  readonly cpus: number
  readonly machine: string | null
  /** Of the machine in the minutes before the run: the averages over 1, 5 and 15 of them. */
  readonly load: readonly number[] | null
}

/** A run of a suite. */
export interface Run extends Place {
  /** As they were given on the command line. None: the whole suite. */
  readonly options: string
  readonly seconds: number | null
  readonly figures: readonly StoredFigure[]
}

/** Figures that several runs have are in the newest of them only. */
export interface Results {
  readonly suite: string
  readonly runs: readonly Run[]
}

const directory = new URL('../results/', import.meta.url)
const fileOf = (suite: string) => new URL(`${suite}.json`, directory)

export function readResults(suite: string): Results {
  const file = fileOf(suite)
  if (!existsSync(file)) return { suite, runs: [] }
  return JSON.parse(readFileSync(file, 'utf8')) as Results
}

export function writeResults(results: Results): void {
  mkdirSync(directory, { recursive: true })
  writeFileSync(fileOf(results.suite), `${JSON.stringify(results, null, 2)}\n`)
}

/** A whole run takes the place of all others, a part of one that of its own figures. */
export function withRun({ suite, runs }: Results, run: Run): Results {
  if (run.options === '') return { suite, runs: [run] }
  const again = new Set(run.figures.map(keyOf))
  const others = runs
    .filter(({ options }) => options !== run.options)
    .map((one) => ({ ...one, figures: one.figures.filter((figure) => !again.has(keyOf(figure))) }))
    .filter(({ figures }) => figures.length > 0)
  return { suite, runs: [...others, run] }
}

/** All figures of a suite, each with its goal. */
export function storedFigures({ figures, goals }: Outcome): StoredFigure[] {
  const byKey = new Map(goals.map((goal) => [keyOf(goal.figure), goal]))
  const known = new Set(figures.map(keyOf))
  const others = goals.filter(({ figure }) => !known.has(keyOf(figure))).map(({ figure }) => figure)
  return [...figures, ...others].map((figure) => stored(figure, byKey.get(keyOf(figure))))
}

const keyOf = ({ name, unit, against }: StoredFigure | Figure) => `${name} / ${against} in ${unit}`

function stored({ value, ratio, spread, growth, ...figure }: Figure, goal: Goal | undefined): StoredFigure {
  return {
    name: figure.name,
    value: finite(value),
    unit: figure.unit,
    against: figure.against,
    ratio: ratio === null ? null : finite(ratio),
    ...(spread && Number.isFinite(spread[0]) && { spread: [rounded(spread[0]), rounded(spread[1])] }),
    ...(growth && { growth }),
    ...(goal && goal.should !== '' && { goal: goal.should, reached: goal.isMet }),
  }
}

const finite = (value: number) => (Number.isFinite(value) ? rounded(value) : null)

/** Asked before a run: the load is that of before. */
export function placeNow(): Place {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: import.meta.dirname })
      .toString()
      .trim()
  const changed = git('status', '--porcelain', '--', '../../src', '../../drizzle', '..', ':!../results')
  return {
    commit: `${git('rev-parse', 'HEAD')}${changed === '' ? '' : ', changed'}`,
    date: new Date().toISOString(),
    node: process.version,
    cpus: availableParallelism(),
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
    load: loadavg().map((average) => Number(average.toFixed(2))),
  }
}
