import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { measure } from '../common/floor.ts'
import { rounded } from '../common/numbers.ts'
import { type Goal, type Outcome, printTable } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { openAsker } from '../executions/server.ts'
import { type Case, casesAt, newest } from './cases.ts'
import { measureRecording } from './recording.ts'
import { fill } from './rows.ts'

/** Groups of failures, and pages of one, against the unfiltered newest page. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      size: { type: 'string', default: '1000000' },
      before: { type: 'string' },
    },
  })
  const stores = chosen(storeNames, values.only)
  const size = Number(values.size)
  const goals: Goal[] = []
  for (const store of stores) {
    goals.push(...(await measureStore(store, size)))
    if (values.before !== undefined) goals.push(await measureRecording(store, values.before))
  }
  return { figures: [], goals }
}

function measureStore(store: StoreName, executions: number): Promise<Goal[]> {
  return withStore(store, async (url) => {
    const now = Date.now()
    await fill(url, { executions, now })
    const asker = await openAsker(url)
    try {
      const cases = casesAt(now)
      for (const { name, ask } of [newest, ...cases]) {
        const { isRefused } = (await ask(asker)) as { isRefused: boolean }
        if (isRefused) throw new Error(`${name} was refused.`)
      }
      const { floorMs, cases: measured } = await measure(asker, newest, cases)
      const title = `${store}, ${executions.toLocaleString('en')} executions`
      const rows = measured.map(({ asked, ms, ratio }) => [
        asked.name,
        `${rounded(ms)} ms`,
        `${ratio.toFixed(2)}x`,
      ])
      printTable(
        [title, 'median', 'of the newest'],
        [[newest.name, `${rounded(floorMs)} ms`, '1.00x'], ...rows],
      )
      return measured.map(({ asked, ms, ratio }) => goalOf(title, asked, { ms, ratio }))
    } finally {
      await asker.close()
    }
  })
}

function goalOf(
  title: string,
  { name, most, mostMs }: Case,
  { ms, ratio }: { ms: number; ratio: number },
): Goal {
  const isRatio = most !== null
  const figure = {
    name: `${title}: ${name}`,
    value: ms,
    unit: 'ms',
    against: isRatio ? newest.name : null,
    ratio: isRatio ? ratio : null,
  }
  if (isRatio) return { figure, should: `<= ${most}x`, isMet: ratio <= most }
  return { figure, should: mostMs === undefined ? '' : `<= ${mostMs} ms`, isMet: ms <= (mostMs ?? Infinity) }
}
