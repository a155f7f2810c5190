import { type Column, type SQL, getTableName, sql } from 'drizzle-orm'
import type { Tables } from '../tables/tables.ts'
import { type FlowLimit, textBeyond } from './flowlimit.ts'
import { joint } from './joint.ts'
import type { Dialect } from './dialect.ts'
import type { Narrow, Scope, Values } from './scope.ts'
import type { Statement } from './statement.ts'

/** What of a limit changes the text of a statement. */
interface LimitShape {
  readonly names: 'none' | 'one' | 'many'
  readonly prefixes: number
  /** The statement has keys or flows that it is asked for, which find its index: the limit is only checked. */
  readonly isChecked: boolean
}

const shapeOf = ({ names, prefixes }: FlowLimit, isChecked: boolean): LimitShape => ({
  names: names.length === 0 ? 'none' : names.length === 1 ? 'one' : 'many',
  prefixes: prefixes.length,
  isChecked,
})

/** No other parameter is named like these. */
function valuesOf({ names, prefixes }: FlowLimit): Values {
  const ends = prefixes.flatMap((prefix, place) => [
    [`seenFrom${place}`, prefix],
    [`seenTo${place}`, textBeyond(prefix)],
  ])
  return { ...Object.fromEntries(ends), seenFlow: names[0] ?? '', seenFlows: names }
}

/** The condition that a flow is within a limit. `inBytes`: the same column in byte order. */
const isSeen =
  ({ names, prefixes, isChecked }: LimitShape, { isIn }: Dialect): Parameters<Narrow>[1] =>
  (flow, inBytes = sql`${flow}`) => {
    const at = (name: string) => sql.placeholder(name)
    const named = names === 'one' ? sql`${flow} = ${at('seenFlow')}` : isIn(flow, 'seenFlows')
    const begun = Array.from(
      { length: prefixes },
      (_, place) => sql`(${inBytes} >= ${at(`seenFrom${place}`)} and ${inBytes} < ${at(`seenTo${place}`)})`,
    )
    const either = sql.join([...(names === 'none' ? [] : [named]), ...begun], sql` or `)
    // A `case` keeps planners from looking for an index that has the flow.
    return isChecked ? sql`case when ${either} then true else false end` : sql`(${either})`
  }

const narrowed = new WeakMap<Statement<unknown>, Map<string, Statement<unknown>>>()

/** A statement over the rows of the flows within a limit. Whatever else it asks, the others do not exist for it. */
export function narrowStatement<Row>(
  statement: Statement<Row>,
  values: Values,
  limit: FlowLimit,
): { statement: Statement<Row>; values: Values } {
  const { pages, scans } = statement
  const isOfAll = (pages ?? scans) && !('flows' in values) && !('parents' in values)
  const shape = shapeOf(limit, !isOfAll)
  const known = narrowed.get(statement) ?? new Map<string, Statement<unknown>>()
  narrowed.set(statement, known)
  const key = JSON.stringify(shape)
  let found = known.get(key) as Statement<Row> | undefined
  if (!found) {
    const build = (scope: Scope) => narrow(scope, statement, shape)
    // What is of other flows may be read, too, and left out.
    const mayScan = pages && !('flows' in values)
    known.set(key, (found = { ...statement, build, ...(mayScan && { scans: true }) }))
  }
  return { statement: found, values: { ...values, ...valuesOf(limit) } }
}

function narrow(scope: Scope, { name, build }: Statement<unknown>, shape: LimitShape) {
  if (scope.narrow) return scope.narrow(build, isSeen(shape, scope.dialect), scope)
  throw new Error(`The source cannot limit the flows of the statement ${name}.`)
}

/**
 * Puts tables of the same names before the query, which have only the rows that may be seen. Planners put their
 * conditions into the query before they make a plan, so that it walks the same indexes.
 */
export const narrowTables: Narrow = (build, seen, scope) => {
  const query = build(scope)?.getSQL()
  if (!query) return undefined
  const { dialect, tables } = scope
  const { sql: text } = dialect.toQuery(query)
  const wanted = seenTables(tables).filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))
  if (wanted.length === 0) return query
  const lists = wanted.map(({ name, from = name, flow, columns = sql`${dialect.ownColumns}*` }) => {
    const rows = sql`${dialect.own(from)} as ${sql.identifier(from)}`
    return sql`
      ${sql.identifier(name)} as not materialized (select ${columns} from ${rows} where ${seen(flow)})
    `
  })
  return sql`with ${sql.join(lists, sql`, `)} ${sql.raw(joint)} ${query}`
}

interface SeenTable {
  readonly name: string
  /** The table whose rows it has, if it is another one. */
  readonly from?: string
  readonly flow: Column
  readonly columns?: SQL
}

/** The tables of which statements read other rows than those of records that were found before. */
const seenTables = ({ flows, runs, executions, flowHours, hourChanges, runHours }: Tables): SeenTable[] => [
  ...[flows.flow, runs.flow, executions.flow, flowHours.flow, hourChanges.flow].map((flow) => ({
    name: getTableName(flow.table),
    flow,
  })),
  // The counts of all flows are the sums of those of each.
  {
    name: getTableName(runHours),
    from: getTableName(flowHours),
    flow: flowHours.flow,
    columns: sql`outcome, hour, runs`,
  },
]
