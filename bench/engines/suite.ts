import { Agent } from 'node:http'
import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { startLoadClient } from '../common/load.ts'
import { median } from '../common/numbers.ts'
import { post } from '../common/post.ts'
import { withDatabase } from '../common/postgres.ts'
import { type Contestant, startContestant } from '../common/processes.ts'
import type { Outcome } from '../common/report.ts'
import { type Entry, type Rounds, measure } from '../common/rounds.ts'
import { engines } from './all.ts'
import { type Engine, type Shown, count } from './engine.ts'
import { type MeasuredEngine, allFigures, engineGoals, names, printEngine } from './table.ts'

const samples = Array.from({ length: 20 }, (_, sample) =>
  Array.from({ length: 100 }, (__, place) => ((sample * 7_919 + place * 983) % count) + 1),
)
const page = 50

const fields = 'id status startedAt finishedAt'
const look = `query Batch($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
const list = `query Newest($first: Int!) { executionHistory(filter: { status: [FAILED] }, first: $first) { nodes { ${fields} } } }`

/** 100 statuses by id, and the newest page of a status, against the engines' own clients. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, rounds: { type: 'string', default: '9' } },
  })
  const names = chosen(
    engines.map(({ name }) => name),
    values.only,
  )
  const rounds = { warmUpMs: 3_000, rounds: Number(values.rounds), busyMs: 1_000, quietMs: 500 }
  const measured: MeasuredEngine[] = []
  for (const engine of engines.filter(({ name }) => names.includes(name))) {
    const one = await withDatabase(async (url) => {
      await engine.fill(url)
      return measureEngine(engine, url, rounds)
    })
    printEngine(one)
    measured.push(one)
  }
  return { figures: allFigures(measured), goals: measured.flatMap(engineGoals) }
}

async function measureEngine(engine: Engine, url: string, rounds: Rounds): Promise<MeasuredEngine> {
  const client = startLoadClient()
  const started: Contestant[] = []
  const start = async (program: string, env: Readonly<Record<string, string>>) => {
    const contestant = await startContestant(new URL(`./servers/${program}`, import.meta.url), env)
    started.push(contestant)
    return contestant
  }
  try {
    const ours = await start('ours.ts', { BENCH_DATABASE: `${engine.scheme}${url}` })
    const own = await start('own.ts', { BENCH_DATABASE: url, BENCH_ENGINE: engine.name })
    const entries = await entriesOf(engine, ours, own)
    return {
      engine,
      entries: await measure(entries, client, rounds),
      inProcessMs: await inProcess(engine, url),
    }
  } finally {
    await Promise.all([client.stop(), ...started.map((one) => one.stop())])
  }
}

/** What each is asked, once it was seen that all say the same. */
async function entriesOf(engine: Engine, ours: Contestant, own: Contestant): Promise<Entry[]> {
  const batches = samples.map((numbers) => numbers.map((n) => engine.idOf(n)))
  const graphql = (query: string, variables: object) => JSON.stringify({ query, variables })
  const endpoint = (way: string, asked: object) => JSON.stringify({ way, ...asked })
  const lookUps: Entry[] = [
    { name: names.ours, contestant: ours, bodies: batches.map((ids) => graphql(look, { ids })) },
    { name: names.batch, contestant: own, bodies: batches.map((ids) => endpoint('batch', { ids })) },
    { name: names.oneByOne, contestant: own, bodies: batches.map((ids) => endpoint('oneByOne', { ids })) },
  ]
  const newest: Entry[] = [
    { name: names.oursNewest, contestant: ours, bodies: [graphql(list, { first: page })] },
    { name: names.newest, contestant: own, bodies: [endpoint('newestFailed', { limit: page })] },
  ]
  await verify(lookUps)
  // A client that cannot list them answers nothing.
  if ((await answerOf(newest[1]!)) === undefined) return [...lookUps, newest[0]!]
  await verify(newest)
  return [...lookUps, ...newest]
}

const agent = new Agent({ keepAlive: true })

async function answerOf({ contestant, bodies }: Entry): Promise<readonly Shown[] | undefined> {
  const { data } = JSON.parse(await post(agent, contestant.url, bodies[0]!)) as {
    data: { executions?: Shown[]; executionHistory?: { nodes: Shown[] } }
  }
  return data.executions ?? data.executionHistory?.nodes
}

async function verify(entries: readonly Entry[]): Promise<void> {
  const answers = await Promise.all(entries.map(answerOf))
  const texts = answers.map((list) => JSON.stringify(list))
  const other = texts.findIndex((text) => text !== texts[0])
  if (other > 0)
    throw new Error(
      `${entries[other]!.name} says ${texts[other]!.slice(0, 300)}, not ${texts[0]!.slice(0, 300)}`,
    )
}

/** The engine's best for many, without HTTP. */
async function inProcess(engine: Engine, url: string): Promise<number> {
  const ways = await engine.open(url)
  try {
    const times: number[] = []
    for (let turn = 0; turn < 60; turn++) {
      const ids = samples[turn % samples.length]!.map((n) => engine.idOf(n))
      const began = performance.now()
      await ways.batch(ids)
      times.push(performance.now() - began)
    }
    return median(times.slice(20))
  } finally {
    await ways.close()
  }
}
