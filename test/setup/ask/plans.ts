import type { Backend } from '../../../src/db/backend.ts'
import { arrayLiteral } from '../../../src/db/stores/postgres/dialect.ts'
import { type Statement, bind, compile } from '../../../src/db/sql/statement.ts'
import type { Sql } from '../servers/sql.ts'
import type { ColumnOf, Scope, Values } from '../../../src/db/sql/scope.ts'

/** How a store answers one statement, in words that are the same for every dialect. */
export interface Plan {
  readonly text: string
  /**
   * Each stored table with how it is read: `search t by i` looks keys or a range up in an index, `walk t by i` reads
   * along one from its end, `scan t` reads all of it. Sorted, each once.
   */
  readonly reads: readonly string[]
  readonly sorts: boolean
  /** Whether all that was read of stored tables stood in indexes. */
  readonly isCovered: boolean
  /** Rows that were read of stored tables, where the store can say so. */
  readonly rows: number | undefined
  /** Blocks that were touched for it, where the store can say so. */
  readonly blocks: number | undefined
}

const unexplained: Plan = {
  text: '',
  reads: [],
  sorts: false,
  isCovered: false,
  rows: undefined,
  blocks: undefined,
}

/** The same backend, which also notes how its store answers each statement that is read. */
export function explaining(backend: Backend, sql: Sql, plans: Plan[]): Backend {
  return {
    ...backend,
    async read<Row>(statement: Statement<Row>, values: Values, reading: Parameters<Backend['read']>[2]) {
      // In the order of the reads, whichever of those at the same time is answered first.
      const place = plans.push(unexplained) - 1
      let scope: Scope | undefined
      const build = (given: Scope) => statement.build((scope = given))
      const rows = await backend.read<Row>({ ...statement, build }, values, reading)
      const { text, slots } = compile(scope!, statement)
      const plan =
        sql.dialect === 'sqlite'
          ? explainSqlite(sql, text, slots, values, statement.scans)
          : explainPostgres(sql, text, slots, values, scope!.executions.key.columnOf)
      plans[place] = await plan
      return rows
    },
  }
}

/**
 * The same backend, which also notes how its store answers each statement of a transaction but inserts, once that has
 * ended.
 */
export function explainingWrites(backend: Backend, sql: Sql, plans: Plan[]): Backend {
  return {
    ...backend,
    async write(meter, work) {
      const ran: (() => Promise<Plan[]>)[] = []
      const result = await backend.write(meter, (transaction) =>
        work({
          ...transaction,
          run<Row>(statement: Statement<Row>, values: Values) {
            let scope: Scope | undefined
            const build = (given: Scope) => statement.build((scope = given))
            ran.push(() => explainWrite(sql, scope!, statement, values))
            return transaction.run<Row>({ ...statement, build }, values)
          },
        }),
      )
      for (const explain of ran) plans.push(...(await explain()))
      return result
    },
  }
}

/** Explained by doing it once more, which is undone. */
async function explainWrite(sql: Sql, scope: Scope, statement: Statement<unknown>, values: Values) {
  const { text, slots } = compile(scope, statement)
  // The same rows cannot be inserted twice.
  if (text.startsWith('insert')) return []
  if (sql.dialect === 'sqlite') return [await explainSqlite(sql, text, slots, values)]
  await sql.run('begin')
  const plan = await explainPostgres(sql, text, slots, values)
  await sql.run('rollback')
  return [plan]
}

type Slots = ReturnType<typeof compile>['slots']

async function explainSqlite(
  sql: Sql,
  text: string,
  slots: Slots,
  values: Values,
  scans = false,
): Promise<Plan> {
  const parameters = bind(slots, values, JSON.stringify)
  const run = (scans && sql.scan) || sql.run
  const lines = await run(`explain query plan ${text}`, parameters)
  const details = lines.map((line) => String(line['detail']))
  const made = new Set(details.map((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(detail)?.[1]))
  const reads = details.flatMap((detail) => {
    const [, verb, table, index] =
      /^(SEARCH|SCAN) (?:main\.)?(\w+)(?: USING (?:COVERING )?(INTEGER PRIMARY KEY|INDEX \w+))?/.exec(
        detail,
      ) ?? []
    if (table === undefined || /VIRTUAL TABLE/.test(detail) || !(stored as readonly string[]).includes(table))
      return []
    // Rows that a part of the statement made may go by the name of a table.
    if (index === undefined) return made.has(table) ? [] : [`scan ${table}`]
    const name = index
      .replace('INTEGER PRIMARY KEY', 'row id')
      .replace(`INDEX sqlite_autoindex_${table}_1`, 'primary key')
      .replace('INDEX ', '')
    return [`${verb === 'SEARCH' ? 'search' : 'walk'} ${table} by ${name}`]
  })
  const sorts = details.some((detail) => detail.includes('TEMP B-TREE'))
  const isCovered = !details.some((detail) => /^(SEARCH|SCAN) /.test(detail) && !isFree(detail, made))
  return { text, reads: once(reads), sorts, isCovered, rows: undefined, blocks: undefined }
}

/** What reads no rows of a stored table. */
const isFree = (detail: string, made: ReadonlySet<string | undefined>) =>
  /COVERING INDEX|VIRTUAL TABLE/.test(detail) || made.has(/^\w+ (\w+)/.exec(detail)?.[1])

/** What a backend is told to run inside transactions. */
export interface Note {
  readonly text: string
  readonly slots: Slots
  readonly values: Values
}

/** The same backend, which also notes each statement of its transactions. */
export function noting(backend: Backend, notes: Note[]): Backend {
  return {
    ...backend,
    write: (meter, work) =>
      backend.write(meter, (transaction) =>
        work({
          ...transaction,
          async run<Row>(statement: Statement<Row>, values: Values) {
            let scope: Scope | undefined
            const rows = await transaction.run<Row>(
              { ...statement, build: (given) => statement.build((scope = given)) },
              values,
            )
            notes.push({ ...compile(scope!, statement), values })
            return rows
          },
        }),
      ),
  }
}

/** How a store would answer a statement now. It changes nothing. */
export async function planOf(sql: Sql, { text, slots, values }: Note): Promise<Plan> {
  if (sql.dialect === 'sqlite') return explainSqlite(sql, text, slots, values)
  await sql.run('begin')
  try {
    return await explainPostgres(sql, text, slots, values)
  } finally {
    await sql.run('rollback')
  }
}

const stored = [
  ...['executions', 'execution_tags', 'runs', 'payloads', 'node_results', 'execution_metadata', 'dags'],
  ...[
    'run_tags',
    'run_metadata',
    'flows',
    'large_values',
    'touched',
    'audit',
    'run_hours',
    'run_flow_hours',
    'run_hour_changes',
  ],
  ...['queue_executions', 'actions', 'joins', 'queue_values', 'workers'],
] as const

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly 'Plans'?: readonly Node[]
}

let explained = 0

/** By the plan that serves whatever the parameters are, as that of a prepared statement does in the long run. */
async function explainPostgres(
  sql: Sql,
  text: string,
  slots: Slots,
  values: Values,
  columnOf?: ColumnOf,
): Promise<Plan> {
  const parameters = bind(slots, values, arrayLiteral, columnOf).map(literal)
  await sql.run('set plan_cache_mode = force_generic_plan')
  // Two statements that are read at once are explained on one connection.
  const name = `plan_${++explained}`
  await sql.run(`prepare ${name} as ${text}`)
  const execute = `execute ${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''}`
  const [answer] = await sql.run(`explain (analyze, buffers, format json) ${execute}`)
  await sql.run(`deallocate ${name}`)
  const nodes = flat((answer!['QUERY PLAN'] as { Plan: Node }[])[0]!.Plan)
  const scans = nodes.filter(
    (node) =>
      node['Relation Name'] !== undefined && node['Node Type'] !== 'ModifyTable' && node['Actual Loops'] > 0,
  )
  const read = (node: Node) =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
  return {
    text,
    reads: once(scans.map((node) => readOf(node, nodes))),
    sorts: nodes.some((node) => node['Node Type'].includes('Sort')),
    isCovered: scans.every((node) => node['Node Type'] === 'Index Only Scan'),
    rows: scans.reduce((sum, node) => sum + read(node), 0),
    blocks: nodes[0]!['Shared Hit Blocks'] + nodes[0]!['Shared Read Blocks'],
  }
}

function readOf(node: Node, nodes: readonly Node[]): string {
  const table = node['Relation Name']!
  // A bitmap's index stands in a node below.
  const below = nodes.slice(nodes.indexOf(node) + 1).find((one) => one['Index Name'] !== undefined)
  const from = node['Node Type'] === 'Bitmap Heap Scan' ? below! : node
  const index = from['Index Name']
  if (index === undefined) return `scan ${table}`
  const name = [`${table}_pkey`, `${table}_pk`].includes(index) ? 'primary key' : index
  return `${from['Index Cond'] === undefined ? 'walk' : 'search'} ${table} by ${name}`
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
const once = (reads: readonly string[]) => [...new Set(reads)].toSorted()

const literal = (value: unknown) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
