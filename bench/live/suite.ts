import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { rounded } from '../common/numbers.ts'
import { startProgram } from '../common/program.ts'
import { type Figure, type Goal, type Outcome, printTable } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { type Case, cases } from './cases.ts'
import { type Measured, distinctOf, measure } from './measure.ts'
import { fill } from './writing.ts'

const usual = { seconds: 20, streams: 1_000 }
const kilobyte = 1024

const usualRate = 100

/** Changes from their commit to their subscribers, against those who poll, and against one execution for each of them. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      case: { type: 'string', default: '' },
      seconds: { type: 'string', default: String(usual.seconds) },
      streams: { type: 'string', default: String(usual.streams) },
    },
  })
  const stores = chosen(storeNames, values.only)
  const share = Number(values.streams) / usual.streams
  const asked = cases.filter(({ name }) => name.includes(values.case)).map((each) => sized(each, share))
  if (asked.length === 0)
    throw new Error(
      `--case takes a part of the name of ${cases.map(({ name }) => `"${name}"`).join(', ')}, not "${values.case}".`,
    )
  const goals: Goal[] = []
  for (const store of stores) goals.push(...(await measureStore(store, asked, Number(values.seconds) * 1000)))
  return { figures: [], goals }
}

const sized = (each: Case, share: number): Case => {
  const streams = Math.max(1, Math.round(each.streams * share))
  const fanOut = Math.min(each.fanOut, streams)
  return { ...each, name: each.name.replace(/x \d+$/, `x ${fanOut}`), streams, fanOut }
}

function measureStore(store: StoreName, chosen: readonly Case[], ms: number): Promise<Goal[]> {
  return withStore(store, async (url) => {
    const writer = await startProgram(url)
    try {
      const executions = chosen.filter(({ what }) => what === 'executions')
      await fill(writer.url, Math.max(0, ...executions.map(distinctOf)))
      const measured: [Case, Measured][] = []
      for (const each of chosen) {
        measured.push([each, await measure(each, { store: url, writer: writer.url, ms })])
        process.stdout.write(`${store}: ${measured.length} of ${chosen.length}\r`)
      }
      const headings = [
        store,
        'frames',
        'p50',
        'p95',
        'p99',
        'a write, p95',
        'CPU',
        'a stream',
        'of it heap',
        'statements a tick',
      ]
      printTable(headings, measured.map(rowOf))
      return [
        ...measured.flatMap(([each, found]) => goalsOf(store, each, found)),
        ...againstOthers(store, measured),
      ]
    } finally {
      await writer.kill()
    }
  })
}

const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? NaN

function rowOf([{ name }, { frames, times, writes, cpu, memory, perTick }]: [Case, Measured]): string[] {
  const ms = (share: number) => `${rounded(at(times, share))} ms`
  return [
    name,
    String(frames),
    ms(0.5),
    ms(0.95),
    ms(0.99),
    writes.length === 0 ? '' : `${rounded(at(writes, 0.95))} ms`,
    `${rounded(cpu * 100)} %`,
    `${rounded(memory.rss / kilobyte)} kB`,
    `${rounded(memory.heap / kilobyte)} kB`,
    perTick === undefined ? '' : perTick.toFixed(2),
  ]
}

function goalsOf(store: StoreName, one: Case, found: Measured): Goal[] {
  const { name, mostP95, by, what, rate, fanOut } = one
  const figure = (of: string, value: number, unit: string): Figure => ({
    ...{ name: `${store}: ${name}, ${of}`, value, unit, against: null },
    ratio: null,
  })
  const p95 = at(found.times, 0.95)
  const isDrawn = what === 'executions' && rate === usualRate && by !== 'poll'
  const growth = isDrawn && { growth: { plot: `subscribers-${store}`, line: lines[by], x: fanOut } }
  const goals: Goal[] = [
    {
      figure: { ...figure('p95', p95, 'ms'), ...growth },
      should: mostP95 === undefined ? '' : `<= ${mostP95} ms`,
      isMet: p95 <= (mostP95 ?? Infinity),
    },
    { figure: figure('CPU', found.cpu * 100, '%'), should: '', isMet: true },
  ]
  if (by !== 'stream') return goals
  if (what === 'executions') {
    const [memory, heap] = [found.memory.rss / kilobyte, found.memory.heap / kilobyte]
    goals.push({ figure: figure('a stream', memory, 'kB'), should: '<= 64 kB', isMet: memory <= 64 })
    goals.push({ figure: figure('a stream, heap', heap, 'kB'), should: '', isMet: true })
  }
  if (found.perTick !== undefined) {
    const value = found.perTick
    goals.push({ figure: figure('statements a tick', value, ''), should: '<= 1', isMet: value <= 1 })
  }
  return goals
}

const lines = {
  stream: 'Execgraph',
  bare: 'a bare server, the floor',
  plain: 'an execution for each subscriber',
  poll: 'polling each second',
}

/** Our streams against each other way at the same rate and number of subscribers. */
function againstOthers(store: StoreName, all: readonly [Case, Measured][]): Goal[] {
  const isAlike = (one: Case, other: Case) =>
    other.what === one.what && other.rate === one.rate && other.fanOut === one.fanOut
  return all
    .filter(([{ by }]) => by === 'stream')
    .flatMap(([one, found]) =>
      all
        .filter(([other]) => other.by !== 'stream' && isAlike(one, other))
        .map(([other, others]): Goal => {
          const value = at(found.times, 0.95)
          const ratio = value / at(others.times, 0.95)
          const figure = {
            name: `${store}: ${one.name}, p95`,
            value,
            unit: 'ms',
            against: lines[other.by],
            ratio,
          }
          return { figure, should: '', isMet: true }
        }),
    )
}
