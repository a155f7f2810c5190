import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import type { Outcome } from '../common/report.ts'
import { type Measured, measure, measureFloor } from './measure.ts'
import { rows } from './rows.ts'
import { storeNames, withEmptyStore } from './stores.ts'
import { figuresOf, goalsOf, printMeasured, printOne } from './table.ts'

/** Attacks of a hostile client on a server and its other users. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      store: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      server: { type: 'string' },
    },
  })
  const stores = chosen(storeNames, values.store, '--store')
  const numbers = chosen(
    rows.map(({ number }) => String(number)),
    values.only,
  )
  const seconds = Number(values.seconds)
  if (!(seconds >= 1 && seconds <= 600)) throw new Error('--seconds takes 1 to 600.')
  const measured: Measured[] = []
  const setup = { ms: seconds * 1_000, checkout: values.server }
  for (const row of rows.filter(({ number }) => numbers.includes(String(number)))) {
    process.stderr.write(`row ${row.number}, ${row.sends} …\n`)
    const floor = await measureFloor(row, setup.ms)
    for (const store of stores) {
      const one = await withEmptyStore(store, (url) => measure({ store, url, row }, setup, floor))
      printOne(one)
      measured.push(one)
    }
  }
  printMeasured(measured)
  return { figures: measured.flatMap(figuresOf), goals: measured.flatMap(goalsOf) }
}
