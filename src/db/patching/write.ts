import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { nodeKind } from '../recording/payload.ts'
import { type Draft, changedColumns } from './draft.ts'
import { addFacts, addLargeValues, addPayloads, addTags, insertAll, mergeNodes } from '../recording/writes.ts'
import { updateRows } from '../sql/insert.ts'
import { largeRows, nodeRow, payloadRow } from '../recording/rows.ts'
import { statement } from '../sql/statement.ts'

const writeRegisters = statement('patching.writeRegisters', ({ tables: { executions: e }, dialect }) =>
  updateRows(e, e.id, [...changedColumns, 'changed'], dialect),
)

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
export async function writeDrafts(transaction: Transaction, drafts: readonly Draft[]): Promise<void> {
  await insertAll(
    transaction,
    writeRegisters,
    drafts.map(({ row }) => row),
  )
  transaction.changed(
    'executions',
    drafts.map(({ row }) => row.id),
  )
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
