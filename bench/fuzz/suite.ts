import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { chosen } from '../common/chosen.ts'
import { type Goal, type Outcome, printTable, violationGoals } from '../common/report.ts'
import { storeNames, withEmptyStore } from '../hostile/stores.ts'
import { explode, fuzz } from './fuzz.ts'

/** Requests that nobody would write, and known bombs: each answered as declared, and no statement for a refused one. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1e9) },
      count: { type: 'string', default: '10000' },
    },
  })
  const stores = chosen(storeNames, values.only)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const goals: Goal[] = []
  for (const store of stores) {
    const seed = Number(values.seed)
    console.log(`${store}, ${values.count} requests, --seed ${seed}`)
    const { wrong, answers, heap } = await withEmptyStore(store, (url) =>
      fuzz(url, seed, Number(values.count), collect),
    )
    console.log(answers)
    console.log(`Heap: ${heap.join(', ')} MB. Wrong: ${wrong.length}.`)
    for (const one of wrong.slice(0, 20)) console.log(one)
    const exploded = await withEmptyStore(store, explode)
    const rows = exploded.map(({ name, code, ms, statements }) => [
      name,
      code ?? 'answered',
      `${Math.round(ms)} ms`,
      String(statements),
    ])
    printTable(['bomb', 'answer', 'after', 'statements'], rows)
    const missed = exploded.filter(({ code, expected }) => code !== expected).length
    goals.push(
      ...violationGoals(store, 'requests', Number(values.count), wrong.length),
      ...violationGoals(store, 'bombs', exploded.length, missed),
    )
  }
  if (goals.some(({ isMet }) => !isMet)) process.exitCode = 1
  return { figures: [], goals }
}
