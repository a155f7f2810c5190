import { sql } from 'drizzle-orm'
import { attemptFacts } from '../status/facts.ts'
import type { Transaction } from '../backend.ts'
import {
  type Draft,
  type KnownAttempt,
  type KnownNode,
  type Standing,
  changedColumns,
  fixedColumns,
  newDraft,
} from './draft.ts'
import type { ExecutionPatch } from './patch.ts'
import { mayChange } from '../sql/flowlimit.ts'
import { as, eachOf } from '../sql/select.ts'
import { apart, statement } from '../sql/statement.ts'
import { queuedAgain } from '../status/status.ts'

const lockStanding = apart(
  { of: 'executions', keys: 'ids' },
  statement<Standing>('patching.lockStanding', ({ tables: { executions: e }, dialect }) => {
    const columns = [...fixedColumns, ...changedColumns].map((name) => as(e[name], name))
    return sql`
    select ${sql.join(columns, sql`, `)}
    from ${e}
    where ${dialect.isIn(e.id, 'ids')}
    order by ${e.id} ${dialect.forUpdate}
  `
  }),
)

const attemptsOf = statement<KnownAttempt & { execution: string; number: number }>(
  'patching.attemptsOf',
  ({ dialect }) =>
    sql`
      with parents as (select parents.* from ${dialect.rows('parents', { id: 'text' })})
      select execution, number, began_at as "startedAt", coalesce(verdict, 0) as verdict
      from (${attemptFacts}) as attempts
      where began_at is not null
    `,
)

const nodesOf = statement<KnownNode>('patching.nodesOf', ({ tables: { nodeResults: n }, dialect }) => {
  const columns = { executionId: n.executionId, nodeId: n.nodeId, attempt: n.attempt, status: n.status }
  const shown = Object.entries({
    ...columns,
    startedAt: n.startedAt,
    finishedAt: n.finishedAt,
    error: n.error,
  }).map(([name, column]) => as(column, name))
  const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text' })
  return sql`
    select ${sql.join(shown, sql`, `)}
    from ${keys}
    join ${n} on ${n.executionId} = keys."executionId" and ${n.nodeId} = keys."nodeId"
  `
})

interface TagKey {
  readonly executionId: string
  readonly tag: string
}

const tagsOf = statement<TagKey>('patching.tagsOf', ({ tables: { executionTags: t }, dialect }) => {
  const keys = dialect.rows('keys', { executionId: 'text', tag: 'text' })
  return sql`
    select ${as(t.executionId, 'executionId')}, ${as(t.tag, 'tag')}
    from ${keys}
    join ${t} on ${t.executionId} = keys."executionId" and ${t.tag} = keys.tag
  `
})

/** Locks and reads the executions, with the attempts, nodes and tags that the patches need. */
export async function readDrafts(
  transaction: Transaction,
  patches: readonly ExecutionPatch[],
): Promise<Map<string, Draft>> {
  const ids = [...new Set(patches.map(({ id }) => id))]
  const stored = await transaction.run(lockStanding, { ids })
  const rows = new Map(stored.flatMap((row) => (mayChange(transaction, row.flow) ? [[row.id, row]] : [])))
  const known = patches.filter(({ id }) => rows.has(id))
  const nodes = await readNodes(transaction, known)
  const tags = await readTags(transaction, known)
  const attempts = await readAttempts(transaction, known, rows)
  return new Map(
    [...rows].map(([id, row]) => {
      const numbered = (attempts.get(id) ?? []).map(
        ({ number, ...attempt }) => [number, attempt] as [number, KnownAttempt],
      )
      const tagged = (tags.get(id) ?? []).map(({ tag }) => tag)
      return [id, newDraft(row, numbered, nodes.get(id) ?? [], tagged)]
    }),
  )
}

async function readNodes(transaction: Transaction, patches: readonly ExecutionPatch[]) {
  const keys = distinct(
    patches.flatMap(({ id: executionId, nodeResults }) =>
      nodeResults.map(({ nodeId }) => ({ executionId, nodeId })),
    ),
  )
  const nodes = keys.length === 0 ? [] : await transaction.run(nodesOf, { keys })
  return Map.groupBy(nodes, ({ executionId }) => executionId)
}

async function readTags(transaction: Transaction, patches: readonly ExecutionPatch[]) {
  const keys = distinct(
    patches.flatMap(({ id: executionId, addTags, removeTags }) =>
      [...addTags, ...removeTags].map((tag) => ({ executionId, tag })),
    ),
  )
  const tags = keys.length === 0 ? [] : await transaction.run(tagsOf, { keys })
  return Map.groupBy(tags, ({ executionId }) => executionId)
}

async function readAttempts(
  transaction: Transaction,
  patches: readonly ExecutionPatch[],
  rows: ReadonlyMap<string, Standing>,
) {
  // The registers hold the current attempt, unless another is to follow.
  const isEarlier = ({ id, startAttempt, finishAttempt }: ExecutionPatch) =>
    [startAttempt?.number, finishAttempt?.number].some(
      (number) => number != null && number < rows.get(id)!.attempt,
    )
  const endsLast = ({ id, finishAttempt, report }: ExecutionPatch) =>
    rows.get(id)!.verdict === queuedAgain && (finishAttempt ?? report) !== null
  const parents = distinct(
    patches.filter((patch) => isEarlier(patch) || endsLast(patch)).map(({ id }) => ({ id })),
  )
  const attempts =
    parents.length === 0 ? [] : await transaction.run(attemptsOf, { parents, each: eachOf(parents.length) })
  return Map.groupBy(attempts, ({ execution }) => execution)
}

const distinct = <Key extends object>(keys: readonly Key[]): Key[] => [
  ...new Map(keys.map((key) => [JSON.stringify(key), key])).values(),
]
