import type { MeasuredCase } from '../common/floor.ts'
import { rounded } from '../common/numbers.ts'
import { type Figure, printTable } from '../common/report.ts'
import type { StoreName } from '../common/stores.ts'
import { newest } from './cases.ts'
import type { Filling } from './rows.ts'
import type { Asker } from './server.ts'

export interface Measured {
  readonly store: StoreName
  readonly filling: Filling
  readonly floorMs: number
  readonly floorSpread: readonly [number, number]
  readonly cases: readonly MeasuredCase<Asker>[]
  /** Of each case, whether SQLite reads it in a thread, and whether it is refused. */
  readonly notes: ReadonlyMap<string, string>
}

/** SQLite's floor is so low that the same work is a larger multiple of it. */
export const slack: Readonly<Record<StoreName, number>> = { postgres: 1, sqlite: 2 }

export const named = ({ store, filling: { executions, open } }: Measured) =>
  `${store}, ${executions.toLocaleString('en')} executions, ${open} % open`

export function printMeasured(measured: Measured): void {
  const { store, floorMs, cases, notes } = measured
  const rows = cases.map(({ asked: { name, most }, ms, ratio }) => [
    name,
    `${rounded(ms)} ms`,
    `${ratio.toFixed(2)}x`,
    most === null ? '' : `<= ${most * slack[store]}x`,
    notes.get(name)!,
  ])
  const first = [newest.name, `${rounded(floorMs)} ms`, '1.00x', '', notes.get(newest.name)!]
  printTable([named(measured), 'median', 'of the newest', 'goal', ''], [first, ...rows])
}

export function figuresOf(measured: Measured): Figure[] {
  const { floorMs, floorSpread, cases } = measured
  const name = (text: string) => `${named(measured)}: ${text}`
  return [
    {
      ...{ name: name(newest.name), value: floorMs, unit: 'ms', against: null, ratio: null },
      spread: floorSpread,
    },
    ...cases.map(({ asked, ms, ratio, spread }) => ({
      name: name(asked.name),
      value: ms,
      unit: 'ms',
      against: newest.name,
      ratio,
      spread,
    })),
  ]
}
