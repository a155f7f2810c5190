import { rounded } from '../common/numbers.ts'
import { type Figure, type Goal, printTable, violationGoals } from '../common/report.ts'
import type { Compared } from './comparing.ts'
import type { Timed } from './timing.ts'

const shown = (ms: number | undefined) => (ms === undefined ? 'refused' : `${rounded(ms)} ms`)
const timesOf = ({ plain, cluster }: Timed) =>
  plain === undefined || cluster === undefined ? '' : `${(cluster / plain).toFixed(1)}x`

export function printTimed(title: string, timed: readonly Timed[]): void {
  const rows = timed.map((one) => [one.name, shown(one.plain), shown(one.cluster), timesOf(one)])
  printTable([title, 'plain', 'cluster', ''], rows)
}

export const timedFigures = (title: string, timed: readonly Timed[]): Figure[] =>
  timed.flatMap(({ name, plain, cluster }) =>
    cluster === undefined
      ? []
      : [
          {
            ...{ name: `${title}: ${name}`, value: cluster, unit: 'ms' },
            ...{ against: 'one Postgres', ratio: plain === undefined ? null : cluster / plain },
          },
        ],
  )

/** Every refusal and every answer that differs, one by one; and those that a log tells of although they are answered. */
export function printCompared(title: string, compared: readonly Compared[]): void {
  const wrong = compared.filter(({ isSame }) => !isSame)
  console.log(
    `\n${title}: ${compared.length - wrong.length} of ${compared.length} operations have the same answer.`,
  )
  for (const { name, why } of wrong) console.log(`  DIFFERS ${name}\n    ${why}`)
  for (const { name, isSame, why } of compared)
    if (isSame && why !== '') console.log(`  logged  ${name}\n    ${why}`)
  const more = compared.filter(({ isSame, statements: [own, other] }) => isSame && other !== own)
  for (const { name, statements } of more) console.log(`  ${statements.join(' -> ')} statements: ${name}`)
}

export const comparedGoals = (title: string, compared: readonly Compared[]): Goal[] =>
  violationGoals(title, 'answers', compared.length, compared.filter(({ isSame }) => !isSame).length)
