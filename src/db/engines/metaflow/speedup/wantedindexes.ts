import { sql } from 'drizzle-orm'
import { facts, endStep } from '../../../status/facts.ts'
import type { TableName } from '../names.ts'
import { textOf } from '../registers.ts'
import { bounded } from '../values.ts'

/** A column or expression of an index, and its order. */
interface Key {
  readonly of: string
  readonly descending?: true
  readonly collation?: string
}

/** An index that speeds up statements of Execgraph. */
export interface WantedIndex {
  readonly name: string
  readonly table: TableName
  readonly method: 'btree' | 'gin'
  readonly keys: readonly Key[]
  readonly include?: readonly string[]
  readonly where?: string
  /** How many entries a run has, if the conditions hide that from the planner's statistics. */
  readonly perRun?: number
  readonly gain: string
  readonly cost: string
}

const down = (of: string): Key => ({ of, descending: true })
const plain = (...columns: readonly string[]): Key[] => columns.map((of) => ({ of }))
const perRun = 'an entry for each run'

/** Indexes that Metaflow's own migrations create, and an older deployment may lack. */
const theirs: readonly WantedIndex[] = [
  {
    name: 'execgraph_runs_started',
    table: 'runs',
    method: 'btree',
    keys: [down('ts_epoch')],
    gain: 'the newest runs of all flows',
    cost: perRun,
  },
  {
    name: 'execgraph_runs_flow_started',
    table: 'runs',
    method: 'btree',
    keys: [{ of: 'flow_id' }, down('ts_epoch'), down('run_number')],
    gain: 'the newest runs of a flow, and the runs before and after one',
    cost: perRun,
  },
  {
    name: 'execgraph_runs_tags',
    table: 'runs',
    method: 'gin',
    keys: plain('(tags || system_tags)'),
    gain: 'runs by rare tags',
    cost: 'an entry for each tag of each run',
  },
  {
    name: 'execgraph_runs_user',
    table: 'runs',
    method: 'btree',
    keys: [
      { of: `(case when system_tags ? ('user:' || user_name) then user_name else null end)` },
      down('ts_epoch'),
    ],
    gain: 'the runs of a user',
    cost: perRun,
  },
  {
    name: 'execgraph_metadata_task',
    table: 'metadata',
    method: 'btree',
    keys: plain('flow_id', 'run_number', 'step_name', 'task_id', 'field_name'),
    gain: 'the attempts of tasks, and the status of a run',
    cost: 'an entry for each row of metadata',
  },
]

const fields = `(array['${facts.verdict}', '${facts.began}'])`

/** Indexes that no Metaflow has. None contains the value: a long one would make the insert fail. */
const ours: readonly WantedIndex[] = [
  {
    name: 'execgraph_metadata_end',
    table: 'metadata',
    method: 'btree',
    keys: [...plain('flow_id', 'run_number'), down('ts_epoch'), down('id')],
    include: ['field_name'],
    where: `step_name = '${endStep}' and field_name = any ${fields}`,
    perRun: 2,
    gain: 'the status of runs, wherever one is shown, filtered or counted',
    cost: 'about two entries for each run that reaches its end; other rows of metadata cost nothing',
  },
  {
    name: 'execgraph_runs_flow',
    table: 'runs',
    method: 'btree',
    keys: [{ of: 'flow_id', collation: 'C' }, { of: 'run_number' }],
    gain: 'runs in the order of their flows, which is that of bytes',
    cost: perRun,
  },
  {
    name: 'execgraph_tasks_newest',
    table: 'tasks',
    method: 'btree',
    keys: [{ of: `(${textOf(bounded(sql.raw('ts_epoch')))})`, descending: true }],
    gain: 'the newest tasks of all runs',
    cost: 'an entry for each task',
  },
]

export const wantedIndexes: readonly WantedIndex[] = [...theirs, ...ours]
const quoted = (name: string) => `"${name}"`

/** The statement that creates an index without blocking anybody. */
export function createText({ name, method, keys, include, where }: WantedIndex, table: string): string {
  const list = keys.map(
    ({ of, descending, collation }) =>
      `${of}${collation === undefined ? '' : ` collate ${quoted(collation)}`}${descending ? ' desc' : ''}`,
  )
  const rest = [include && ` include (${include.join(', ')})`, where && ` where ${where}`].filter(Boolean)
  const on = `${table} using ${method} (${list.join(', ')})${rest.join('')}`
  return `create index concurrently ${name} on ${on}`
}
