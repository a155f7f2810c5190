import { parseArgs } from 'node:util'
import { rounded } from '../common/numbers.ts'
import { startProgram } from '../common/program.ts'
import { type Figure, type Goal, printGoals, printTable, writeResults } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { type Case, cases } from './cases.ts'
import { type Measured, distinctOf, measure } from './measure.ts'
import { fill } from './writing.ts'

const usual = { seconds: 20, streams: 1_000 }
const kilobyte = 1024

/** Changes from their commit to their subscribers, against those who poll, and against one execution for each of them. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      only: { type: 'string' },
      case: { type: 'string', default: '' },
      seconds: { type: 'string', default: String(usual.seconds) },
      streams: { type: 'string', default: String(usual.streams) },
    },
  })
  const stores = storeNames.filter((store) => values.only === undefined || values.only === store)
  if (stores.length === 0) throw new Error(`--only takes ${storeNames.join(' or ')}, not "${values.only}".`)
  const share = Number(values.streams) / usual.streams
  const chosen = cases.filter(({ name }) => name.includes(values.case)).map((each) => sized(each, share))
  const goals: Goal[] = []
  for (const store of stores)
    goals.push(...(await measureStore(store, chosen, Number(values.seconds) * 1000)))
  printGoals(goals)
  const isWhole = values.seconds === String(usual.seconds) && share === 1
  if (isWhole && stores.length === storeNames.length && chosen.length === cases.length)
    writeResults(
      'live',
      goals.map(({ figure }) => figure),
    )
}

const sized = (each: Case, share: number): Case => {
  const streams = Math.max(1, Math.round(each.streams * share))
  return { ...each, streams, fanOut: Math.min(each.fanOut, streams) }
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
      return measured.flatMap(([each, found]) => goalsOf(store, each, found))
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

function goalsOf(store: StoreName, { name, mostP95, by, what }: Case, found: Measured): Goal[] {
  const figure = (of: string, value: number, unit: string): Figure => ({
    ...{ name: `${store}: ${name}, ${of}`, value, unit, against: mostP95 === undefined ? null : 'goal' },
    ratio: null,
  })
  const p95 = at(found.times, 0.95)
  const goals: Goal[] = [
    {
      figure: figure('p95', p95, 'ms'),
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
