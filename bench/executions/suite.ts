import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { measure } from '../common/floor.ts'
import type { Outcome } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { casesAt, newest } from './cases.ts'
import { goalsOf } from './goals.ts'
import { type Filling, fill } from './rows.ts'
import { openAsker } from './server.ts'
import { type Measured, figuresOf, printMeasured } from './table.ts'

const sizes = [10_000, 100_000, 1_000_000]
/** How many of a hundred executions are open. */
const shares = [5, 30]

/** Pages of executions by each filter against the unfiltered newest page, and statistics, at several sizes. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      size: { type: 'string', default: sizes.join() },
      open: { type: 'string', default: shares.join() },
    },
  })
  const stores = chosen(storeNames, values.only)
  const [asked, open] = [values.size, values.open].map((list) => list.split(',').map(Number)) as [
    number[],
    number[],
  ]
  const measured: Measured[] = []
  for (const store of stores)
    for (const share of open)
      for (const size of asked) {
        const one = await measureStore(store, { executions: size, open: share, now: Date.now() })
        printMeasured(one)
        measured.push(one)
      }
  return { figures: measured.flatMap(figuresOf), goals: goalsOf(measured) }
}

function measureStore(store: StoreName, filling: Filling): Promise<Measured> {
  return withStore(store, async (url) => {
    const began = performance.now()
    await fill(url, filling)
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    console.log(`\n${store}, ${filling.executions.toLocaleString('en')} executions in ${seconds} s …`)
    const asker = await openAsker(url)
    try {
      const cases = casesAt(filling.now)
      const notes = new Map<string, string>()
      for (const { name, ask } of [newest, ...cases]) {
        asker.hasScanned()
        const { isRefused } = (await ask(asker)) as { isRefused: boolean }
        const where = asker.hasScanned() && store === 'sqlite' ? 'in a thread' : ''
        notes.set(name, isRefused ? 'refused' : where)
      }
      return { store, filling, notes, ...(await measure(asker, newest, cases)) }
    } finally {
      await asker.close()
    }
  })
}
