import type { Api } from '../servers/api.ts'
import { type Sql, openStores } from '../servers/sql.ts'
import { type Told, tell } from './changes.ts'
import type { Action } from './queue.ts'

export interface Changing {
  readonly api: Api
  readonly sql: Sql
  /** The action claimed last, by execution. */
  readonly held: Map<string, Action>
  /** What a piece of work told, and the records whose rows it changed. */
  during(work: () => Promise<unknown>): Promise<{ told: Told; changed: Omit<Told, 'work'> }>
  close(): Promise<void>
}

/** Tables of executions with columns whose change nobody sees, and tables of runs. */
const tables = {
  executions: {
    executions: [],
    execution_metadata: [],
    execution_tags: [],
    payloads: [],
    large_values: [],
    node_results: [],
    queue_executions: [],
    // The end of a lease, or of a delay.
    actions: ['due_at'],
    joins: [],
    queue_values: [],
  },
  runs: { runs: [], run_tags: [], run_metadata: [] },
} as const

export async function openChanging(api: Api): Promise<Changing> {
  const sql = openStores(api)[0]!
  const told = tell(api.backends[0]!)
  return {
    api,
    sql,
    held: new Map(),
    async during(work) {
      const before = await rowsOf(sql)
      told()
      await work()
      const said = told()
      return { told: said, changed: differing(before, await rowsOf(sql)) }
    },
    close: () => sql.close(),
  }
}

type Rows = Record<'executions' | 'runs', Map<string, string>>

/** All rows of each execution and each run, as text. */
async function rowsOf(sql: Sql): Promise<Rows> {
  const rows: Rows = { executions: new Map(), runs: new Map() }
  for (const kind of ['executions', 'runs'] as const)
    for (const [table, hidden] of Object.entries(tables[kind])) {
      const texts = (await sql.run(`select * from ${table}`)).map((row) => {
        const id =
          kind === 'runs' ? `${String(row['flow_id'])}/${String(row['number'])}` : row['execution_id']
        const shown = Object.entries(row).filter(
          ([column]) => !(hidden as readonly string[]).includes(column),
        )
        return { id: String(id), text: `${table} ${JSON.stringify(shown)}` }
      })
      for (const { id, text } of texts.toSorted((a, b) => (a.text < b.text ? -1 : 1)))
        rows[kind].set(id, `${rows[kind].get(id) ?? ''}\n${text}`)
    }
  return rows
}

function differing(before: Rows, after: Rows): Omit<Told, 'work'> {
  const of = (kind: 'executions' | 'runs') =>
    [...new Set([...before[kind].keys(), ...after[kind].keys()])]
      .filter((id) => before[kind].get(id) !== after[kind].get(id))
      .toSorted()
  return { executions: of('executions'), runs: of('runs') }
}
