import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { FailedNode, FailedPart } from '../../db/failures/parts.ts'
import type { ErrorEnds } from '../../db/failures/errors.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import { leftOut } from '../../db/sql/select.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import type { StatusReason } from '../types.gen.ts'
import type { FailureOf } from '../models.ts'
import { beganIn } from './began.ts'
import type { FailureFacts, Where } from './summary.ts'

const silentReasons: ReadonlySet<StatusReason> = new Set([
  'HEARTBEAT_STALE',
  'NO_HEARTBEAT',
  'NEVER_FINISHED',
])

/** What the summary of a failure is made of. */
export async function factsOf(failure: FailureOf, context: Context): Promise<FailureFacts> {
  const { backend, node, path, run } = failure
  const began = path.at(-1)
  if (!began) return factsOfRun(run!, context)
  if (node) return factsOfNode(node, began, backend, context)
  const row = await beganIn(failure, context)
  const where = whereOf(began, backend, context)
  if (began.status === 'CANCELLED')
    return { what: 'CANCELLED', where, startedAt: row?.startedAt ?? null, finishedAt: began.finishedAt }
  if (row && silentReasons.has(row.statusReason)) {
    const { heartbeatAt, startedAt } = row
    return { what: 'SILENT', where, isOver: false, heartbeatAt, startedAt, now: context.look().now }
  }
  const error = row ? await errorOf(row, context) : null
  return { what: began.status === 'TIMED_OUT' ? 'TIMED_OUT' : 'FAILED', where, error }
}

/** A run without a failed execution: it was silent, or its own verdict says that it failed. */
async function factsOfRun(run: RunRow, context: Context): Promise<FailureFacts> {
  if (!silentReasons.has(run.statusReason)) return { what: 'RUN' }
  const { backend, flow, number, heartbeatAt, startedAt } = run
  const newest = loadersOf(context, backend).executionsOfRun([])({
    limit: 1,
    from: undefined,
    backward: true,
  })
  const [last] = await newest.load({ flow, number })
  return {
    what: 'SILENT',
    where: last ? whereOf(last, backend, context) : null,
    isOver: last?.status === 'COMPLETED' || last?.status === 'UNKNOWN',
    heartbeatAt,
    startedAt,
    now: context.look().now,
  }
}

async function factsOfNode(
  node: FailedNode,
  execution: FailedPart,
  backend: string,
  context: Context,
): Promise<FailureFacts> {
  const found = await loadersOf(context, backend).nodeErrorEnds.load(node)
  const where = {
    ...whereOf(execution, backend, context),
    node: node.nodeId,
    attempt: node.attempt,
    tries: node.attempt,
  }
  return { what: 'FAILED', where, error: found?.error === leftOut ? joined(found) : (found?.error ?? null) }
}

async function errorOf({ backend, id, error }: ExecutionRow, context: Context): Promise<string | null> {
  return error === leftOut ? joined(await loadersOf(context, backend).errorEnds.load(id)) : error
}

const joined = (ends: ErrorEnds | null): string | null =>
  ends?.head == null ? null : [ends.head, ends.tail ?? ''].join('\n')

function whereOf(
  { flow, step, attempt }: Pick<FailedPart, 'flow' | 'step' | 'attempt'>,
  backend: string,
  { backends }: Context,
): Where {
  const { firstAttempt = 1 } = backends.find(({ name }) => name === backend)!
  return { flow, step, node: null, attempt, tries: attempt - firstAttempt + 1 }
}
