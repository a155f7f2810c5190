import type { Found } from './worse.ts'
import { type Line, svg } from './svg.ts'

export interface Plot {
  readonly name: string
  readonly title: string
  readonly x: string
  readonly y: string
  /** The suite that measures it. */
  readonly suite: string
}

export const plots: readonly Plot[] = [
  { name: 'ids', suite: 'ids', title: 'A look-up by ids', x: 'ids in one request', y: 'ms a request' },
  {
    name: 'runs-postgres',
    suite: 'runs',
    title: 'Pages of 50 runs, and counts, on Postgres',
    x: 'runs in the store',
    y: 'ms',
  },
  {
    name: 'runs-sqlite',
    suite: 'runs',
    title: 'Pages of 50 runs, and counts, on SQLite',
    x: 'runs in the store',
    y: 'ms',
  },
  {
    name: 'subscribers-postgres',
    suite: 'live',
    title: 'From the commit of a change to its subscribers, p95, 100 changes a second, Postgres',
    x: 'subscribers of each execution',
    y: 'ms',
  },
  {
    name: 'subscribers-sqlite',
    suite: 'live',
    title: 'From the commit of a change to its subscribers, p95, 100 changes a second, SQLite',
    x: 'subscribers of each execution',
    y: 'ms',
  },
  {
    name: 'workers',
    suite: 'workers',
    title: 'Actions a second by the number of workers, 16 places each, Postgres',
    x: 'workers',
    y: 'actions/s',
  },
  {
    name: 'queue',
    suite: 'queue',
    title: 'Equal work: executions of 49 recorded steps, Postgres',
    x: 'executions open at any time',
    y: 'steps/s',
  },
]

/** The lines of a plot, each with its points from left to right. */
export function linesOf({ name }: Plot, all: readonly Found[]): Line[] {
  const drawn = all.flatMap(({ figure: { growth, value } }) =>
    growth?.plot === name && value !== null ? [{ line: growth.line, x: growth.x, y: value }] : [],
  )
  return [...Map.groupBy(drawn, ({ line }) => line)].map(([line, points]) => ({
    name: line,
    points: points.toSorted((a, b) => a.x - b.x),
  }))
}

export const pictureOf = ({ name }: Plot): string => `images/bench-${name}.svg`

/** The pictures by their names in docs. */
export function picturesOf(all: readonly Found[]): ReadonlyMap<string, string> {
  const withLines = plots.map((plot) => ({ plot, lines: linesOf(plot, all) }))
  return new Map(
    withLines
      .filter(({ lines }) => lines.length > 0)
      .map(({ plot, lines }) => [pictureOf(plot), svg(plot, lines)]),
  )
}
