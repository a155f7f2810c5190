import postgres from 'postgres'
import { median, ratio } from '../common/numbers.ts'
import { withDatabase } from '../common/postgres.ts'
import { type Figure, printTable } from '../common/report.ts'
import { prepare } from './metaflow.ts'
import { fillMetaflow } from './metaflowrows.ts'

const [runs, rounds, msPerTurn] = [10_000, 5, 400]

type Write = (sql: postgres.Sql, index: number) => Promise<unknown>

const metadata = (sql: postgres.Sql, index: number, step: string, field: string, value: string) =>
  sql`insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch, tags, system_tags)
    values (${`Flow${(1 + (index % runs)) % 20}`}, ${1 + (index % runs)}, ${step}, 1, ${field}, ${value}, 'bench', ${1.8e12 + index}, '[]', '[]')`

/** What Metaflow's service writes, each row in its own transaction. */
const writes: Readonly<Record<string, Write>> = {
  'metadata of any step': (sql, index) => metadata(sql, index, 'train', `field${index % 9}`, '0'),
  'metadata, two rows in nine of step end': (sql, index) =>
    index % 9 < 2
      ? metadata(sql, index, 'end', index % 9 === 0 ? 'attempt' : 'attempt_ok', 'True')
      : metadata(sql, index, 'train', `field${index % 9}`, '0'),
  'verdicts of step end only': (sql, index) => metadata(sql, index, 'end', 'attempt_ok', 'True'),
  'heartbeats of runs': (sql, index) =>
    sql`update runs_v3 set last_heartbeat_ts = ${1.8e9 + index} where flow_id = ${`Flow${(1 + (index % runs)) % 20}`} and run_number = ${1 + (index % runs)}`,
  'new runs': (sql, index) =>
    sql`insert into runs_v3 (flow_id, run_number, user_name, ts_epoch, tags, system_tags) values ('Flow1', ${10 * runs + index}, 'u', ${1.8e12 + index}, '["a"]', '["user:u"]')`,
}

const ways = ['as it stands', 'with indexes', 'accelerated'] as const

/** What the indexes and the triggers cost writers, in one run: without them, with indexes, and with triggers only. */
export function writerFigures(): Promise<Figure[]> {
  return withDatabase(async (url) => {
    const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { synchronous_commit: 'off' } })
    await fillMetaflow(sql, runs)
    const rates = new Map<string, number[]>()
    let next = 0
    for (let round = 0; round < rounds; round++)
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
        if (way === 'with indexes') await prepare(url, 'indexes')
        if (way === 'accelerated') await prepare(url, 'accelerate')
        for (const [name, write] of Object.entries(writes)) {
          const [count, rate] = await turn(sql, write, next)
          next += count
          const key = `${name}, ${way}`
          // The first round warms up.
          if (round > 0) rates.set(key, [...(rates.get(key) ?? []), rate])
        }
        if (way === 'with indexes')
          await sql.unsafe('drop index execgraph_metadata_end, execgraph_runs_flow, execgraph_tasks_newest')
        if (way === 'accelerated') await prepare(url, 'accelerate', true)
      }
    await sql.end()
    return figuresOf(rates)
  })
}

async function turn(
  sql: postgres.Sql,
  write: Write,
  from: number,
): Promise<[count: number, perSecond: number]> {
  for (let index = 0; index < 50; index++) await write(sql, from + index)
  const began = performance.now()
  let count = 50
  while (performance.now() - began < msPerTurn) await write(sql, from + count++)
  return [count, ((count - 50) * 1_000) / (performance.now() - began)]
}

function figuresOf(rates: ReadonlyMap<string, readonly number[]>): Figure[] {
  const figures = Object.keys(writes).flatMap((name) =>
    ways.map((way): Figure => {
      const [own, plain] = [rates.get(`${name}, ${way}`)!, rates.get(`${name}, ${ways[0]}`)!]
      return {
        name: `metaflow ${way}: ${name}`,
        value: median(own),
        unit: 'rows/s',
        against: ways[0],
        ratio: ratio(own, plain),
      }
    }),
  )
  const cells = (name: string) =>
    ways.map((way) => figures.find((one) => one.name === `metaflow ${way}: ${name}`)!)
  printTable(
    ["single rows a second, Metaflow's service writing", ...ways],
    Object.keys(writes).map((name) => [
      name,
      ...cells(name).map(({ value, ratio }) => `${Math.round(value)} (${ratio!.toFixed(2)}x)`),
    ]),
  )
  return figures
}
