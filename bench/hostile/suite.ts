import { parseArgs } from 'node:util'
import { printGoals, writeResults } from '../common/report.ts'
import { type Measured, measure } from './measure.ts'
import { rows } from './rows.ts'
import { storeNames, withEmptyStore } from './stores.ts'
import { figuresOf, goalsOf, printMeasured } from './table.ts'

const wholeTime = 60

/** Attacks of a hostile client on a server and its other users. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      only: { type: 'string' },
      store: { type: 'string' },
      seconds: { type: 'string', default: String(wholeTime) },
      server: { type: 'string' },
    },
  })
  const stores = chosen(storeNames, values.store, '--store')
  const numbers = chosen(
    rows.map(({ number }) => String(number)),
    values.only,
    '--only',
  )
  const seconds = Number(values.seconds)
  if (!(seconds >= 1 && seconds <= 600)) throw new Error('--seconds takes 1 to 600.')
  const measured: Measured[] = []
  for (const store of stores)
    for (const row of rows.filter(({ number }) => numbers.includes(String(number)))) {
      process.stderr.write(`${store}: row ${row.number}, ${row.sends} …\n`)
      const setup = { ms: seconds * 1_000, checkout: values.server }
      measured.push(await withEmptyStore(store, (url) => measure(store, url, row, setup)))
    }
  printMeasured(measured)
  printGoals(measured.flatMap(goalsOf))
  const isWhole = stores.length === storeNames.length && numbers.length === rows.length
  if (isWhole && seconds >= wholeTime && values.server === undefined)
    writeResults('hostile', measured.flatMap(figuresOf))
}

function chosen<T extends string>(all: readonly T[], asked: string | undefined, option: string): T[] {
  const some = all.filter((one) => asked === undefined || asked.split(',').includes(one))
  if (some.length === 0) throw new Error(`${option} takes some of ${all.join(',')}, not "${asked}".`)
  return some
}
