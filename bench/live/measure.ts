import { type ChildProcess } from 'node:child_process'
import { answer, start, stopped } from '../common/processes.ts'
import { startProgram } from '../common/program.ts'
import { type Case, idsPerStream } from './cases.ts'
import { executionsChanged, runsChanged } from './documents.ts'
import type { Ask, Read, Written } from './readers.ts'
import { withStatements } from './statements.ts'
import { type Memory, cpuOf, memoryOf, tellingMemory } from './usage.ts'
import { filterOf, idOf, write } from './writing.ts'

export interface Measured extends Read {
  /** Milliseconds that the writes took until they were answered, sorted. */
  readonly writes: readonly number[]
  /** Share of one core that the server used. */
  readonly cpu: number
  /** What the server holds for each stream. */
  readonly memory: Memory
  /** Statements that looked for changes, in each of the ticks. Unknown on SQLite. */
  readonly perTick: number | undefined
}

export interface Place {
  readonly store: string
  /** A server over the same store, by which the changes are made. */
  readonly writer: string
  readonly ms: number
}

const warmUpMs = 1_000
const warmUpShare = 0.1

/** Measures a case with a server of its own, to which all readers are connected. */
export async function measure(each: Case, { store, writer, ms }: Place): Promise<Measured> {
  const server = await serverFor(each, store)
  const writeFor = (time: number) =>
    each.by === 'bare' ? writtenBy(server.child, time) : write(writer, each, distinctOf(each), time)
  const readers = start(new URL('./readers.ts', import.meta.url))
  try {
    const opening = openingOf(each, server.origin)
    const [some, others] = split(opening)
    // What a server needs for its first streams, it needs once.
    if (some) await tell(readers, some)
    const before = await memoryOf(server.child)
    await tell(readers, others)
    const memory = sharedBy(each.streams * (some ? 1 - warmUpShare : 1), before, await memoryOf(server.child))
    await writeFor(warmUpMs)
    await tell(readers, { what: 'begin' })
    const cpu = cpuOf(server.child.pid!)
    const { result, calls } = await withStatements(store, async () => {
      const written = await writeFor(ms)
      // What was written last arrives too.
      await new Promise((done) => setTimeout(done, 2_000))
      return { written, read: (await tell(readers, { what: 'end', written })) as Read }
    })
    const used = (cpuOf(server.child.pid!) - cpu) / ((ms + 2_000) / 1000)
    const { written, read } = result
    const writes = written.map(([sent, answered]) => answered - sent).toSorted((a, b) => a - b)
    const perTick = calls === undefined || read.ticks === 0 ? undefined : calls / read.ticks
    return { ...read, writes, cpu: used, memory, perTick }
  } finally {
    await stopped(readers)
    await server.stop()
  }
}

const sharedBy = (streams: number, before: Memory, after: Memory): Memory => ({
  rss: (after.rss - before.rss) / streams,
  heap: (after.heap - before.heap) / streams,
})

export const distinctOf = ({ what, streams, fanOut }: Case): number =>
  what === 'runs' ? 20_000 : Math.ceil(streams / fanOut) * idsPerStream

function openingOf(each: Case, origin: string): Ask {
  const streams = Array.from({ length: each.streams }, (_, index) => index)
  const idsOf = (stream: number) => {
    const group = Math.floor(stream / each.fanOut)
    return Array.from({ length: idsPerStream }, (_, index) => idOf(group * idsPerStream + index))
  }
  if (each.by === 'poll') return { what: 'poll', url: `${origin}/graphql`, lists: streams.map(idsOf) }
  const [isRuns, isPlain] = [each.what === 'runs', each.by === 'plain']
  const bodies = streams.map((stream) => {
    const [query, variables] = isRuns
      ? [runsChanged, { filter: filterOf(stream) }]
      : [executionsChanged, { ids: idsOf(stream) }]
    return JSON.stringify(isPlain ? { query, variables } : { operations: [{ id: '1', query, variables }] })
  })
  const first = each.streams * (isRuns ? 1 : idsPerStream)
  return { what: 'open', url: `${origin}/graphql${isPlain ? '' : '/stream'}`, bodies, first }
}

/** The first streams, and all others. */
function split(opening: Ask): [Ask | undefined, Ask] {
  if (opening.what !== 'open') return [undefined, opening]
  const { bodies, first } = opening
  const few = Math.ceil(bodies.length * warmUpShare)
  const some = { ...opening, bodies: bodies.slice(0, few), first: (first * few) / bodies.length }
  return [some, { ...opening, bodies: bodies.slice(few) }]
}

async function serverFor({ by, rate }: Case, store: string) {
  if (by === 'bare' || by === 'plain') {
    const env = { BENCH_DATABASE: store, BENCH_RATE: String(rate) }
    const child = start(new URL(`./servers/${by}.ts`, import.meta.url), env, tellingMemory)
    const { port } = (await answer(child)) as { port: number }
    return { origin: `http://127.0.0.1:${port}`, child, stop: () => stopped(child) }
  }
  const { origin, child, kill } = await startProgram(
    store,
    undefined,
    ['--max-streams', '4000'],
    tellingMemory,
  )
  return { origin, child, stop: kill }
}

/** Has a server make its changes, which nobody answers. */
async function writtenBy(child: ChildProcess, ms: number): Promise<Written> {
  child.send({ ms })
  await answer(child)
  return []
}

async function tell(readers: ChildProcess, ask: Ask): Promise<unknown> {
  readers.send(ask)
  const answered = await answer(readers)
  if (typeof answered === 'object' && answered !== null && 'error' in answered)
    throw new Error(String(answered.error))
  return answered
}
