import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { storeRecords } from '../recording/record.ts'
import { statement } from '../sql/statement.ts'
import { addQueued, addValues } from './statements.ts'
import { queueStates } from '../tables/queue.ts'
import type { ExecutionRecord } from '../recording/records.ts'

/** An execution to be worked through. Its record has no attempt yet, and a DAG. */
export interface Start {
  readonly record: ExecutionRecord
  /** The inputs, whole. */
  readonly inputs: string
  readonly priority: number
  readonly runAt: number | null
  /** Of what was asked for, where the caller chose the id: whoever asks for the same again means the same execution. */
  readonly digest: string | null
}

/** `KNOWN`: it was started before, with the same inputs. */
export type StartOutcome = 'STARTED' | 'KNOWN' | 'CONFLICT'

/** The fact that tells what an execution was started with. */
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

/** Stores executions and puts them in line. */
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
    // The sign of nothing is a sign too, and one that no whole number has.
    ...{ rank: priority === 0 ? 0 : -priority, orderAt: runAt ?? now, runAt },
    openNodes: record.dag!.nodeCount,
    nextSeq: 0,
    outputBytes: 0,
  }
}
