import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { nodeKind } from '../recording/payload.ts'
import { type Draft, changedColumns, changesIndexes } from './draft.ts'
import { addFacts, addLargeValues, addPayloads, addTags, insertAll, mergeNodes } from '../recording/writes.ts'
import { updateRows } from '../sql/insert.ts'
import { largeRows, nodeRow, payloadRow } from '../recording/rows.ts'
import { statement } from '../sql/statement.ts'

/** Where that spares the indexes, a row of which none changes keeps its `changed`, and the same statement notes it in `touched`. */
const writeRegisters = statement('patching.writeRegisters', ({ tables: { executions: e }, dialect }) => {
  const written = { table: e, key: e.id, names: changedColumns }
  if (!dialect.sparesIndexes)
    return updateRows(written, dialect, { set: [sql`changed = ${dialect.changed}`], types: {} })
  const isMoved = sql`rows."isMoved" = 1`
  const changed = sql`changed = case when ${isMoved} then ${dialect.changed} else ${e.changed} end`
  const update = updateRows(written, dialect, { set: [changed], types: { isMoved: 'bigint' } })
  return sql`
    with written as (${update} returning ${e.id} as id, ${isMoved} as is_moved)
    insert into touched (kind, changed, key, number, at)
    select 'executions', ${dialect.changed}, id, 0, cast(${sql.placeholder('now')} as bigint)
    from written
    where not is_moved
    on conflict do nothing
  `
})

const dropTags = statement(
  'patching.dropTags',
  ({ dialect }) =>
    sql`
      delete from execution_tags
      where (execution_id, tag) in (
        select rows."executionId", rows.tag
        from ${dialect.rows('rows', { executionId: 'text', tag: 'text' })}
      )
    `,
)

const dropLargeValues = statement(
  'patching.dropLargeValues',
  ({ dialect }) =>
    sql`
      delete from large_values
      where (execution_id, kind) in (
        select rows."executionId", rows.kind
        from ${dialect.rows('rows', { executionId: 'text', kind: 'text' })}
      )
    `,
)

/** Writes the drafts of executions that the transaction has locked. */
export async function writeDrafts(
  transaction: Transaction,
  drafts: readonly Draft[],
  now: number,
): Promise<void> {
  const rows = drafts.map((draft) => ({ ...draft.row, isMoved: changesIndexes(draft) ? 1 : 0 }))
  await insertAll(transaction, writeRegisters, rows, { now })
  const { row = [], noted = [] } = Object.groupBy(rows, ({ isMoved }) => (isMoved === 1 ? 'row' : 'noted'))
  const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id)
  transaction.changed('executions', idsOf(row))
  transaction.changed('executions', idsOf(noted), 'noted')
  await insertAll(
    transaction,
    addFacts,
    drafts.flatMap(({ facts }) => facts),
  )
  const tags = drafts.flatMap(({ row: { id: executionId, sortAt }, tags: some }) =>
    [...some].map(([tag, isThere]) => ({ executionId, tag, sortAt, isThere })),
  )
  await insertAll(
    transaction,
    dropTags,
    tags.filter(({ isThere }) => !isThere).map(({ executionId, tag }) => ({ executionId, tag })),
  )
  await insertAll(
    transaction,
    addTags,
    tags
      .filter(({ isThere }) => isThere)
      .map(({ executionId, tag, sortAt }) => ({ executionId, tag, sortAt })),
  )
  await insertAll(
    transaction,
    addPayloads,
    drafts.flatMap(({ row, outputs }) => (outputs ? [payloadRow(row.id, 'out', outputs)] : [])),
  )
  await insertAll(
    transaction,
    mergeNodes,
    drafts.flatMap(({ row, results }) => [...results.values()].map((node) => nodeRow(row.id, node))),
  )
  // The stored large values belong to the replaced values.
  await insertAll(
    transaction,
    dropLargeValues,
    drafts.flatMap(({ row: { id: executionId }, outputs, results }) => [
      ...(outputs ? [{ executionId, kind: 'out' }] : []),
      ...[...results.values()]
        .filter(({ value }) => value !== null)
        .map((node) => ({ executionId, kind: nodeKind(node) })),
    ]),
  )
  await insertAll(
    transaction,
    addLargeValues,
    drafts.flatMap(({ row, outputs, results }) =>
      largeRows({ id: row.id, inputs: null, outputs, nodeResults: [...results.values()] }),
    ),
  )
}
