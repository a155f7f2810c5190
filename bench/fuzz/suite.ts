import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { printTable } from '../common/report.ts'
import { storeNames, withEmptyStore } from '../hostile/stores.ts'
import { explode, fuzz } from './fuzz.ts'

/** Requests that nobody would write, and known bombs: each answered as declared, and no statement for a refused one. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      only: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1e9) },
      count: { type: 'string', default: '10000' },
    },
  })
  const stores = storeNames.filter((store) => values.only === undefined || values.only === store)
  if (stores.length === 0) throw new Error(`--only takes ${storeNames.join(' or ')}, not "${values.only}".`)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let isGood = true
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
    isGood &&= wrong.length === 0 && exploded.every(({ code, expected }) => code === expected)
  }
  if (!isGood) process.exitCode = 1
}
