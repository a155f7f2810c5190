import type { Results, Run, StoredFigure } from '../common/results.ts'
import type { Suite } from '../suites.ts'

export interface Found {
  readonly suite: Suite
  readonly run: Run
  readonly figure: StoredFigure
}

export const allFigures = (suites: readonly Suite[], results: readonly Results[]): Found[] =>
  suites.flatMap((suite) =>
    results
      .filter((one) => one.suite === suite.name)
      .flatMap(({ runs }) => runs.flatMap((run) => run.figures.map((figure) => ({ suite, run, figure })))),
  )

/** Whether it compares Execgraph with another program, in the same run. */
export const isOfPeer = ({ suite, figure: { against, ratio } }: Found): boolean =>
  ratio !== null && (suite.peers ?? []).some((peer) => against?.includes(peer) === true)

/** How many times worse it is than what it is compared with: above 1 it is worse. */
export const worseness = ({ figure: { unit, ratio } }: Found): number =>
  unit.endsWith('/s') ? 1 / ratio! : ratio!

/** The comparisons that Execgraph loses, the greatest loss first. */
export const worseThanPeers = (all: readonly Found[]): Found[] =>
  all.filter((one) => isOfPeer(one) && worseness(one) > 1).toSorted((a, b) => worseness(b) - worseness(a))

export const missedGoals = (all: readonly Found[]): Found[] =>
  all.filter(({ figure }) => figure.reached === false)
