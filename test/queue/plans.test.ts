import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { cutPayload, defaultLimits } from '../../src/db/recording/payload.ts'
import { commandLine, newChange, toChange } from '../../src/db/audit/note.ts'
import type { AuditAction } from '../../src/db/tables/audit.ts'
import { createMeter } from '../../src/db/meter.ts'
import type { ClaimedAction, Taken } from '../../src/db/queue/claim.ts'
import { type Queue, createQueue } from '../../src/db/queue/queue.ts'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { analyze, insertMany, withoutIndexes } from '../setup/seeds/manyruns.ts'
import { type Note, type Plan, noting, planOf } from '../setup/ask/plans.ts'
import { edge, nodes, start, tries } from '../setup/ask/queue.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const dag = {
  nodes: nodes('a b c').map((node) => ({ ...node, ...tries(3) })),
  edges: [edge('a c'), edge('b c')],
}
/** Far ahead of the clock. */
const later = Date.now() + 30 * 86_400_000
/** They all come before what is worked on, by their turn. */
const rank = -1_000
const columns =
  'actions (execution_id, node_id, seq, kind, state, rank, order_at, due_at, attempt, first_attempt, lease_token, worker, leased_at)'
const leased = `'leased-' || n, 'a', 0, 'Operation', 2, ${rank}, n, ${later} + n, 1, 1, 'token-' || n, 'other', 1`
const delayed = `'delayed-' || n, 'a', 0, 'Operation', 1, ${rank}, n, ${later} + n, 2, 1, null, null, null`
const executions =
  'queue_executions (execution_id, flow_id, dag_hash, attempt, state, rank, order_at, run_at, open_nodes, next_seq)'
const future = `'future-' || n, 'F', 'none', 0, 3, ${rank}, n, ${later} + n, 1, 0`

const [leasedActions, laterActions] = sized([20_000, 100_000], [10_000, 20_000])
/** How many actions a call takes. */
const batch = 100

const tested = sized(versionSetups, aloneSetups)

describe.each(tested)('behind thousands of leased actions and more for later on $title', (setup) => {
  let api: Api
  let sql: Sql
  let backend: Backend
  let queue: Queue
  const notes: Note[] = []
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await withoutIndexes(sql, 'actions', async () => {
      await insertMany(sql, columns, leased, leasedActions)
      await insertMany(sql, columns, delayed, laterActions)
    })
    await insertMany(sql, executions, future, laterActions)
    // What hangs on them.
    const more = {
      'joins (execution_id, node_id, settled, total, skipped)': `'leased-' || n, 'c', 1, 2, 0`,
      'queue_values (execution_id, kind, node_id, json)': `'leased-' || n, 'in', '', '1'`,
      'node_results (execution_id, node_id, attempt, status, value)': `'leased-' || n, 'b', 1, 'COMPLETED', '1'`,
    }
    for (const [into, values] of Object.entries(more)) await insertMany(sql, into, values, leasedActions)
    await start(
      api,
      Array.from({ length: 400 }, () => ({ flow: 'F' })),
      dag,
    )
    await analyze(sql)
    backend = noting(api.backends[0]!, notes)
    queue = createQueue({ limits: defaultLimits, outputBytes: 1_000, inputBytes: 100_000, cap: 1_000 })
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  const claim = async (): Promise<ClaimedAction[]> => {
    const asked = { worker: 'w', kinds: ['Operation'], limit: batch, leaseMs: 1_000_000 }
    const [taken] = await queue.claim(backend, [asked], createMeter())
    return [...(taken as Taken).actions]
  }
  const complete = (actions: readonly ClaimedAction[], error?: string) =>
    queue.complete(
      backend,
      actions.map(({ executionId, nodeId, leaseToken }) => ({
        executionId,
        nodeId,
        leaseToken,
        outcome: error
          ? { kind: 'FAILED' as const, error }
          : { kind: 'DONE' as const, json: '1', value: cutPayload(1, defaultLimits) },
      })),
      createMeter(),
    )

  /** Reads no table as a whole, and touches some blocks for each action, whatever stands in front. */
  async function expectCheap(): Promise<void> {
    const seen: Plan[] = []
    // What only adds rows cannot add the same again, and looks nothing up.
    const looking = notes.splice(0).filter(({ text }) => !/^insert into (?!"?joins)/.test(text))
    for (const note of looking) seen.push(await planOf(sql, note))
    const hot = /^(scan|walk) (actions|joins|queue_executions|queue_values|node_results)/
    for (const { text, reads, rows, blocks } of seen) {
      const wide = reads.filter(
        (read) => hot.test(read) && !/walk \w+ by \w+_(waiting|open|future|due)$/.test(read),
      )
      expect([text, wide]).toEqual([text, []])
      if (rows === undefined) continue
      expect([text, rows, rows <= 5 * batch]).toEqual([text, rows, true])
      expect([text, blocks, blocks! <= 40 * batch]).toEqual([text, blocks, true])
    }
  }

  it('a claim that begins executions reads what it takes', async () => {
    expect(await claim()).toHaveLength(batch)
    await expectCheap()
  })

  it('a completion reads what follows from it, up to the verdict', async () => {
    expect(await complete(await claim())).not.toContain(false)
    for (let turn = 0; turn < 3; turn++) await complete(await claim())
    await expectCheap()
  })

  it('what is due is found, and made ready again', async () => {
    const held = await claim()
    await complete(await claim(), 'again')
    notes.length = 0
    const ids = held.map(({ executionId }) => `'${executionId}'`).join(', ')
    await sql.run(`update actions set due_at = 1 where state = 2 and execution_id in (${ids})`)
    expect(await claim()).toHaveLength(batch)
    await expectCheap()
  })

  it('leases are extended, and executions called off and tried again, by their keys', async () => {
    const held = await claim()
    notes.length = 0
    const extensions = held.map((action) => ({ ...action, leaseMs: 5_000 }))
    expect(await queue.extend(backend, extensions, createMeter())).not.toContain(null)
    const ids = [...new Set(held.map(({ executionId }) => executionId))]
    const asked = (action: AuditAction) => toChange(ids, newChange(action, commandLine))
    expect(new Set(await queue.cancel(backend, asked('CANCEL_EXECUTIONS'), createMeter()))).toEqual(
      new Set(['MOVED']),
    )
    expect(new Set(await queue.retry(backend, asked('RETRY_EXECUTIONS'), createMeter()))).toEqual(
      new Set(['MOVED']),
    )
    await claim()
    await expectCheap()
  })
})
