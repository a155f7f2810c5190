import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { median, rounded } from '../common/numbers.ts'
import { answer } from '../common/processes.ts'
import { startProgram } from '../common/program.ts'
import { startProxy } from '../common/proxy.ts'
import { type Goal, type Outcome, printTable } from '../common/report.ts'
import { withStore } from '../common/stores.ts'
import { type Counts, mixedLoad } from './load.ts'
import type { Usage } from './tellusage.ts'

/** In each pause of the load the server is looked at: nothing may grow. */
const stints = 20
/** Stints in which caches and pools fill. */
const warm = 5

/** Mixed load on a server over a SQLite and a Postgres, with streams that come and go. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { minutes: { type: 'string', default: '10' } },
  })
  const minutes = Number(values.minutes)
  if (!(minutes > 0 && minutes <= 600)) throw new Error('--minutes takes up to 600.')
  const told: Counts = { requests: 0, streams: 0, wrong: [] }
  const looks = await withStore('sqlite', (file) =>
    withStore('postgres', (server) => soaked(file, server, minutes, told)),
  )
  return outcomeOf(looks, told)
}

interface Look extends Usage {
  /** Prepared statements and connections of Postgres. */
  readonly prepared: number
  readonly connections: number
}

async function soaked(file: string, server: string, minutes: number, told: Counts): Promise<Look[]> {
  const proxy = await startProxy(server)
  const telling = ['--expose-gc', '--import', new URL('./tellusage.ts', import.meta.url).href]
  const options = ['--backend', `other=${proxy.url}`]
  const { url, child, kill } = await startProgram(file, undefined, options, telling)
  const looks: Look[] = []
  const look = async () => {
    child.send('usage')
    const usage = (await answer(child)) as Usage
    return { ...usage, prepared: proxy.prepared(), connections: proxy.connections() }
  }
  try {
    for (let stint = 1; stint <= stints; stint++) {
      await mixedLoad(url, (minutes * 60_000) / stints, told)
      await pause(1_000)
      looks.push(await look())
      process.stderr.write(
        `stint ${stint} of ${stints}, ${told.requests} requests, ${told.streams} streams\r`,
      )
    }
    return looks
  } finally {
    await kill()
    await proxy.close()
  }
}

const parts = ['rss', 'heap', 'handles', 'files', 'statements', 'prepared', 'connections'] as const
type Part = (typeof parts)[number]
const names: Readonly<Record<Part, string>> = {
  rss: 'RSS after a collection, MB',
  heap: 'heap, MB',
  handles: 'handles of Node',
  files: 'open files',
  statements: 'prepared statements of SQLite',
  prepared: 'prepared statements of Postgres',
  connections: 'connections of Postgres',
}

/** How much more may be there at the end: by the rate, or so many. */
const slack: Readonly<Record<Part, { readonly ratio: number; readonly more: number }>> = {
  rss: { ratio: 1.1, more: 0 },
  heap: { ratio: 1.1, more: 0 },
  handles: { ratio: 1.05, more: 3 },
  files: { ratio: 1.05, more: 3 },
  statements: { ratio: 1.1, more: 5 },
  prepared: { ratio: 1.1, more: 20 },
  connections: { ratio: 1, more: 2 },
}

function outcomeOf(looks: readonly Look[], { requests, streams, wrong }: Counts): Outcome {
  const scale = (part: Part, value: number) => (part === 'rss' || part === 'heap' ? value / 1e6 : value)
  const settled = looks.slice(warm)
  const third = Math.floor(settled.length / 3)
  const [from, to] = [settled.slice(0, third), settled.slice(-third)]
  const of = (some: readonly Look[], part: Part) => scale(part, median(some.map((one) => one[part])))
  printTable(
    ['', 'first', 'settled', 'end', 'most'],
    parts.map((part) => [
      names[part],
      String(rounded(scale(part, looks[0]![part]))),
      String(rounded(of(from, part))),
      String(rounded(of(to, part))),
      String(rounded(Math.max(...looks.map((one) => scale(part, one[part]))))),
    ]),
  )
  console.log(`\n${requests} requests, ${streams} streams, ${wrong.length} answered wrongly`)
  const goals = parts.map((part): Goal => {
    const [before, after] = [of(from, part), of(to, part)]
    const { ratio, more } = slack[part]
    const figure = { name: names[part], value: after, unit: '', against: 'settled', ratio: after / before }
    return { figure, should: `<= ${ratio}x`, isMet: after <= Math.max(before * ratio, before + more) }
  })
  for (const one of wrong.slice(0, 10)) console.error(`  ${one.slice(0, 500)}`)
  if (wrong.length > 0 || goals.some(({ isMet }) => !isMet)) process.exitCode = 1
  const count = (name: string, value: number) => ({ name, value, unit: '', against: null, ratio: null })
  const none = { figure: count('answered wrongly', wrong.length), should: '0', isMet: wrong.length === 0 }
  return { figures: [count('requests', requests), count('streams', streams)], goals: [...goals, none] }
}
