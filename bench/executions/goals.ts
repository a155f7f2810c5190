import type { Goal } from '../common/report.ts'
import { storeNames } from '../common/stores.ts'
import { newest } from './cases.ts'
import { type Measured, named, slack } from './table.ts'

const mostGrowth = 1.5
const mostStatisticsMs = 20

/** The slowest filter that an index can hold and the statistics of each size, and the growth of each filter. */
export const goalsOf = (all: readonly Measured[]): Goal[] => [
  ...all.flatMap((measured) => [slowestPage(measured), slowestStatistics(measured)]),
  ...growths(all),
]

const heldCases = ({ cases }: Measured) => cases.filter(({ asked }) => asked.most !== null)
const greatest = <T>(list: readonly T[], by: (one: T) => number) =>
  list.reduce((a, b) => (by(a) >= by(b) ? a : b))

function slowestPage(measured: Measured): Goal {
  const { asked, ms, ratio } = greatest(heldCases(measured), (one) => one.ratio / one.asked.most!)
  const most = asked.most! * slack[measured.store]
  const name = `${named(measured)}: ${asked.name}`
  const figure = { name, value: ms, unit: 'ms', against: newest.name, ratio }
  return { figure, should: `<= ${most}x`, isMet: ratio <= most }
}

function slowestStatistics(measured: Measured): Goal {
  const all = measured.cases.filter(({ asked }) => asked.name.startsWith('statistics'))
  const { asked, ms } = greatest(all, (one) => one.ms)
  const figure = {
    name: `${named(measured)}: ${asked.name}`,
    value: ms,
    unit: 'ms',
    against: null,
    ratio: null,
  }
  return { figure, should: `<= ${mostStatisticsMs} ms`, isMet: ms <= mostStatisticsMs }
}

/** Of the multiples of the newest page, since the machine may have been slower at another size. */
function growths(all: readonly Measured[]): Goal[] {
  return storeNames.flatMap((store) => {
    const own = all.filter((one) => one.store === store)
    const shares = [...new Set(own.map(({ filling }) => filling.open))]
    return shares.flatMap((open) => {
      const sizes = own.filter(({ filling }) => filling.open === open)
      const [small, large] = [sizes[0]!, sizes.at(-1)!]
      if (small === large) return []
      const growth = heldCases(large).map(({ asked, ratio, ms }, place) => ({
        name: `${named(large)}: ${asked.name}`,
        ms,
        ratio: ratio / heldCases(small)[place]!.ratio,
      }))
      const { name, ms, ratio } = greatest(growth, (one) => one.ratio)
      const against = `at ${small.filling.executions.toLocaleString('en')}`
      return [
        {
          figure: { name, value: ms, unit: 'ms', against, ratio },
          should: `<= ${mostGrowth}x`,
          isMet: ratio <= mostGrowth,
        },
      ]
    })
  })
}
