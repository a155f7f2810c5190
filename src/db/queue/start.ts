import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { storeRecords } from '../recording/record.ts'
import { statement } from '../sql/statement.ts'
import { addQueued, addValues } from './statements.ts'
import { queueStates } from '../tables/queue.ts'
import type { ExecutionRecord } from '../recording/records.ts'

/** An execution to start. Its record has a DAG and no attempt yet. */
export interface Start {
  readonly record: ExecutionRecord
  /** The inputs, not truncated. */
  readonly inputs: string
  readonly priority: number
  readonly runAt: number | null
  /** A digest of the request, if the caller chose the id: a repeated equal request means the same execution. */
  readonly digest: string | null
}

/** `KNOWN`: the execution was started before, with the same inputs. */
export type StartOutcome = 'STARTED' | 'KNOWN' | 'CONFLICT'

/** The field of the fact that holds the digest. */
const startedWith = 'started_with'

const digestsOf = statement<{ id: string; digest: string }>(
  'queue.digestsOf',
  ({ tables: { executionMetadata: m }, dialect }) =>
    sql`
      select ${m.executionId} as id, ${m.value} as digest
      from ${m}
      where ${dialect.isIn(m.executionId, 'ids')} and ${m.field} = ${sql.raw(`'${startedWith}'`)}
    `,
)

/** Stores executions and queues them. */
export async function start(
  transaction: Transaction,
  starts: readonly Start[],
  now: number,
): Promise<StartOutcome[]> {
  const records = starts.map(({ record, digest }) => ({
    ...record,
    metadata: digest === null ? record.metadata : [...record.metadata, digestFact(digest, now)],
  }))
  const outcomes = await storeRecords(transaction, records, now)
  const stored = starts.filter((_, index) => outcomes[index] === 'STORED')
  await insertAll(
    transaction,
    addQueued,
    stored.map((one) => queueRow(one, now)),
  )
  if (stored.length > 0) transaction.changed('work')
  await insertAll(
    transaction,
    addValues,
    stored.map(({ record, inputs }) => ({ executionId: record.id, kind: 'in', nodeId: '', json: inputs })),
  )
  const refused = starts.filter(({ digest }, index) => outcomes[index] !== 'STORED' && digest !== null)
  const ids = [...new Set(refused.map(({ record }) => record.id))]
  const digests = new Map(
    (ids.length === 0 ? [] : await transaction.run(digestsOf, { ids })).map(({ id, digest }) => [id, digest]),
  )
  return starts.map(({ record, digest }, index) => {
    if (outcomes[index] === 'STORED') return 'STARTED'
    return digest !== null && digests.get(record.id) === digest ? 'KNOWN' : 'CONFLICT'
  })
}

const digestFact = (digest: string, ts: number) => ({ attempt: 0, field: startedWith, value: digest, ts })

const queueRow = ({ record, priority, runAt }: Start, now: number) => {
  const isFuture = runAt !== null && runAt > now
  return {
    id: record.id,
    flow: record.flow,
    dagHash: record.dag!.hash,
    attempt: 0,
    state: isFuture ? queueStates.FUTURE : queueStates.WAITING,
    // Avoids -0, which is not a whole number.
    ...{ rank: priority === 0 ? 0 : -priority, orderAt: runAt ?? now, runAt },
    openNodes: record.dag!.nodeCount,
    nextSeq: 0,
    outputBytes: 0,
  }
}
