import type postgres from 'postgres'
import { WrongStore } from '../../../failure.ts'
import { type FoundIndex, indexesOf, serves } from './indexcatalog.ts'
import { nameIn } from '../registers.ts'
import { type WantedIndex, createText, wantedIndexes } from './wantedindexes.ts'
import type { Work } from './maintenance.ts'

interface Missing {
  readonly index: WantedIndex
  readonly text: string
  /** There is an unfinished index of this name. */
  readonly leftover: boolean
  readonly bytes: number | undefined
}

/** Lists the indexes that Execgraph's statements lack, with their gain and cost, and creates them if asked to. */
export async function indexes(work: Work, create: boolean): Promise<void> {
  const { names, say } = work
  const missing = await missingIndexes(work)
  if (missing.length === 0) {
    say(`Schema "${names.schema}" has all indexes that Execgraph gains from: nothing is to be done.`)
    return
  }
  for (const one of missing) tell(one, say)
  if (!create) {
    say(
      'Nothing was changed. With --create they are created, one after another, while Metaflow goes on writing.',
    )
    return
  }
  for (const one of missing) await createOne(work, one)
  say(`Created ${missing.length}: nothing more is to be done.`)
}

async function missingIndexes(work: Work): Promise<Missing[]> {
  const { sql, names } = work
  const missing: Missing[] = []
  for (const index of wantedIndexes) {
    const table = nameIn(names, names.tables[index.table])
    const found = await indexesOf(sql, table)
    if (found.some((one) => serves(one, index))) continue
    const bytes = await estimated(work, index, table)
    missing.push({ index, text: createText(index, table), leftover: isLeftover(found, index), bytes })
  }
  return missing
}

function isLeftover(found: readonly FoundIndex[], { name }: WantedIndex): boolean {
  const own = found.find((one) => one.name === name)
  if (own?.valid) {
    throw new WrongStore(
      `there is another index called "${name}", which does something else. Drop or rename it.`,
    )
  }
  return own !== undefined
}

function tell({ index: { gain, cost }, text, leftover, bytes }: Missing, say: Work['say']) {
  const size = bytes === undefined ? '' : `; about ${sizeText(bytes)} now`
  say(`${text};`)
  say(`  speeds up  ${gain}`)
  say(`  costs      ${cost}${size}`)
  if (leftover) say('  is there   unfinished, from a creation that was interrupted: it is dropped first')
  say('')
}

const sizeText = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${Math.round(bytes / 1_000_000).toLocaleString('en')} MB`

/** Bytes of an index entry beside its keys, and how full its pages are. */
const [entry, fill] = [16, 0.9]

/** By the planner's statistics. `undefined` for a table that was never analyzed, and for an index of lists. */
async function estimated(
  { sql, names }: Work,
  { method, keys, include = [], where, perRun }: WantedIndex,
  table: string,
) {
  if (method !== 'btree') return undefined
  const columns = [...keys.map(({ of }) => of), ...include].join(', ')
  const [answer] = await sql.unsafe(
    `explain (format json) select ${columns} from ${table} where ${where ?? 'true'}`,
  )
  const plan = (answer!['QUERY PLAN'] as { Plan: { 'Plan Rows': number; 'Plan Width': number } }[])[0]!.Plan
  const rows =
    perRun === undefined ? plan['Plan Rows'] : perRun * (await rowsOf(sql, nameIn(names, names.tables.runs)))
  return (await rowsOf(sql, table)) > 0 ? (rows * (plan['Plan Width'] + entry)) / fill : undefined
}

async function rowsOf(sql: postgres.Sql, table: string): Promise<number> {
  const [known] = await sql.unsafe(
    `select reltuples::float8 as rows from pg_class where oid = $1::text::regclass`,
    [table],
  )
  return Number(known!['rows'])
}

async function createOne({ sql, names, say }: Work, { index, text, leftover }: Missing): Promise<void> {
  const own = nameIn(names, index.name)
  if (leftover) {
    say(`Dropping the unfinished ${index.name} …`)
    await sql.unsafe(`drop index concurrently if exists ${own}`)
  }
  say(`Creating ${index.name} …`)
  const began = performance.now()
  await sql.unsafe(text)
  const [made] = await sql.unsafe(`select pg_size_pretty(pg_relation_size($1::text::regclass)) as size`, [
    own,
  ])
  say(`  done after ${((performance.now() - began) / 1_000).toFixed(1)} s: ${String(made!['size'])}`)
}
