import { parseArgs } from 'node:util'
import {
  candidates,
  concurrentYoga,
  floorA,
  floorB,
  mercurius,
  ours,
  postgraphile,
} from '../batch/contestants.ts'
import { onFilled, withContestants } from '../batch/started.ts'
import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Outcome, printTable, spreadOf } from '../common/report.ts'
import { type Measured, measure } from '../common/rounds.ts'

const asked = [floorA, floorB, ours, concurrentYoga, mercurius, postgraphile]
const peers = [concurrentYoga, mercurius, postgraphile]
const times = { warmUpMs: 1_000, busyMs: 500, quietMs: 500 }

/** How the look-up by id grows with the number of ids. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      ids: { type: 'string', default: '1,10,50,100,250,500' },
    },
  })
  const sizes = values.ids.split(',').map(Number)
  const chosen = candidates.filter(({ name }) => asked.includes(name))
  const measured = await onFilled((url) =>
    withContestants(url, chosen, sizes, (entries, client) =>
      measure(entries, client, { ...times, rounds: Number(values.rounds) }),
    ),
  )
  // An entry for each of them and each size, in that order.
  const sized = measured.map((one, place) => ({ ...one, size: sizes[place % sizes.length]! }))
  print(sized, sizes)
  return { figures: sizes.flatMap((size) => figuresOf(sized, size)), goals: [] }
}

type Sized = Measured & { readonly size: number }

function print(all: readonly Sized[], sizes: readonly number[]) {
  const rows = asked.map((name) => {
    const own = all.filter((one) => one.name === name)
    return [name, ...own.map(({ latency }) => String(rounded(median(latency))))]
  })
  printTable(['ms a request, by the number of ids', ...sizes.map(String)], rows)
}

function figuresOf(all: readonly Sized[], size: number): Figure[] {
  const named = (name: string) => all.find((one) => one.name === name && one.size === size)!
  const plain = asked.flatMap((name) => [
    compared('latency', named(name), named(floorB)),
    compared('cpu', named(name), named(floorB)),
  ])
  const drawn = plain.map((figure, place) =>
    place % 2 === 0 ? { ...figure, growth: { plot: 'ids', line: asked[place / 2]!, x: size } } : figure,
  )
  const others = peers.flatMap((name) =>
    (['latency', 'cpu'] as const).map((kind) => compared(kind, named(ours), named(name))),
  )
  return [...drawn, ...others]
}

const units = { cpu: 'µs/request', latency: 'ms/request' }
const labels = { cpu: 'server CPU', latency: 'latency' }

const compared = (kind: 'cpu' | 'latency', of: Sized, to: Sized): Figure => ({
  ...{ name: `${of.name}, ${of.size} ids: ${labels[kind]}`, value: median(of[kind]), unit: units[kind] },
  ...{ against: to.name, ratio: ratio(of[kind], to[kind]), spread: spreadOf(of[kind]) },
})
