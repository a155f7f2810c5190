import { record } from '../fill.ts'
import type { Row } from '../row.ts'

/** More than statistics look at. */
const count = 12_000

/** All aliases differ. */
function document(aliases: number, number: number) {
  const fields = Array.from(
    { length: aliases },
    (_, alias) =>
      `s${alias}:executionStats(filter:{minDurationMs:${number * 2_000 + alias}}){durations{count}}`,
  )
  return JSON.stringify({ query: `{${fields.join(' ')}}` })
}

/** Requests statistics of everything, many times in one document of 89 kB. */
export const statistics: Row = {
  number: 4,
  sends: '2 lanes of one document with 1,200 executionStats, or with 190',
  fill: (ask) => record(ask, count, (number) => ({ id: `bulk-${number}`, flow: `flow-${number % 40}` })),
  attack: (hostile) =>
    hostile.lanes(
      2,
      (number) => hostile.ask({ body: document(number % 2 === 0 ? 1_200 : 190, number) }),
      5_000,
    ),
}
