import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Goal, type Outcome, printTable, spreadOf } from '../common/report.ts'
import { bare, byPackage, bySource } from './contestants.ts'
import { type Command, idleMegabytes, record, started } from './starting.ts'

/** A server, and a figure per round. */
interface Contestant {
  readonly name: string
  readonly command: Command
  readonly ms: number[]
  readonly emptyMs: number[]
  readonly megabytes: number[]
}

const contestant = (name: string, command: Command): Contestant => ({
  name,
  command,
  ms: [],
  emptyMs: [],
  megabytes: [],
})

/** From the start of a process to its first answer, and its memory when idle: the package, the sources, and a bare server. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '9' } } })
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-bench-start-'))
  try {
    const all = [
      contestant('package', byPackage(directory)),
      contestant('sources', bySource),
      contestant('bare node:http', bare),
    ]
    await measure(all, directory, Number(values.rounds))
    return told(all)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function measure(all: readonly Contestant[], directory: string, rounds: number) {
  const full = join(directory, 'full.db')
  await started(bySource, full, ({ url }) => record(url))
  // At a first start, Node compiles all modules, and keeps them for the next.
  for (const { command } of all) await started(command, full, () => {})
  for (let round = 0; round < rounds; round++) {
    // Every other round is reversed, so that none always follows the same one.
    for (const one of round % 2 === 0 ? all : all.toReversed()) {
      const empty = join(directory, `empty-${round}-${all.indexOf(one)}.db`)
      one.emptyMs.push(await started(one.command, empty, ({ ms }) => ms))
      await started(one.command, full, async ({ ms, child }) => {
        one.ms.push(ms)
        one.megabytes.push(await idleMegabytes(child))
      })
    }
    process.stdout.write(`round ${round + 1} of ${rounds}\r`)
  }
}

function told(all: readonly Contestant[]): Outcome {
  const [own, sources, floor] = all as readonly [Contestant, Contestant, Contestant]
  console.log('\nFrom spawn to the first answer, and resident memory when idle. Medians over the rounds.')
  const times = (of: readonly number[], to: readonly number[]) => `${ratio(of, to).toFixed(2)}x`
  const rows = all.map(({ name, ms, emptyMs, megabytes }) => [
    name,
    String(rounded(median(ms))),
    times(ms, sources.ms),
    `${rounded(Math.min(...ms))} to ${rounded(Math.max(...ms))}`,
    String(rounded(median(emptyMs))),
    String(rounded(median(megabytes))),
    times(megabytes, floor.megabytes),
  ])
  printTable(['', 'existing store ms', '/ sources', 'spread', 'empty store ms', 'idle MB', '/ bare'], rows)
  const goals = [
    startGoal(own, sources),
    goal('start to first answer, existing SQLite store', median(own.ms), 'ms', 500),
    goal('start to first answer, empty SQLite store', median(own.emptyMs), 'ms', 1_000),
    goal('idle resident memory', median(own.megabytes), 'MB', 100),
  ]
  return { figures: all.flatMap((one) => figuresOf(one, sources, floor)), goals }
}

const figuresOf = ({ name, ms, megabytes }: Contestant, sources: Contestant, floor: Contestant): Figure[] => [
  timeOf(name, ms, sources),
  timeOf(name, ms, floor),
  {
    ...{ name: `${name}: idle resident memory`, value: median(megabytes), unit: 'MB', against: floor.name },
    ...{ ratio: ratio(megabytes, floor.megabytes), spread: spreadOf(megabytes) },
  },
]

const timeOf = (name: string, ms: readonly number[], to: Contestant): Figure => ({
  name: `${name}: start to first answer`,
  value: median(ms),
  unit: 'ms',
  against: to.name,
  ratio: ratio(ms, to.ms),
  spread: spreadOf(ms),
})

function startGoal({ name, ms }: Contestant, sources: Contestant): Goal {
  const figure = timeOf(name, ms, sources)
  return { figure, should: '<= 0.6x', isMet: figure.ratio! <= 0.6 }
}

const goal = (name: string, value: number, unit: string, most: number): Goal => ({
  figure: { name, value, unit, against: null, ratio: null },
  should: `<= ${most} ${unit}`,
  isMet: value <= most,
})
