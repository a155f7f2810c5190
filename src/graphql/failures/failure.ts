import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { FailedNode } from '../../db/failures/parts.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import { failedStatuses } from '../../db/statuses.ts'
import { leftOut } from '../../db/sql/select.ts'
import { lateText, shownText } from '../answers/longtexts.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import type { FailureOf } from '../models.ts'
import type { ExecutionStatus, FailureResolvers, FailureStep } from '../types.gen.ts'
import { beganIn } from './began.ts'
import { changesOf } from './changes.ts'
import { factsOf } from './facts.ts'
import { groupIn } from './group.ts'
import { summaryOf } from './summary.ts'

const explained: ReadonlySet<ExecutionStatus> = new Set([...failedStatuses, 'CANCELLED'])

export function failureOfExecution(
  execution: ExecutionRow,
  _: object,
  context: Context,
): FailureOf | null | Promise<FailureOf> {
  const { backend, status } = execution
  if (!explained.has(status)) return null
  const asked = { backend, run: null, execution }
  // One that was cancelled did not fail by its parts.
  if (status === 'CANCELLED') return { ...asked, path: [execution], node: null }
  return loadersOf(context, backend)
    .origins.load({ execution })
    .then((origin) => ({ ...asked, path: origin!.path, node: origin!.node }))
}

export function failureOfRun(run: RunRow, _: object, context: Context): Promise<FailureOf> | null {
  const { backend, flow, number, status } = run
  if (status !== 'FAILED') return null
  return loadersOf(context, backend)
    .origins.load({ run: { flow, number } })
    .then((origin) => ({ backend, run, execution: null, path: origin!.path, node: origin!.node }))
}

export const Failure: FailureResolvers = {
  summary: async (failure, _, context) => summaryOf(await factsOf(failure, context)),
  async at(failure, _, context) {
    const { node, path, run } = failure
    const ended = node?.finishedAt ?? (path.at(-1) ?? run)?.finishedAt
    if (ended != null) return ended
    const began = (await beganIn(failure, context)) ?? run
    return began?.heartbeatAt ?? began?.startedAt ?? null
  },
  execution: (failure, _, context) => beganIn(failure, context),
  attempt: ({ path }) => path.at(-1)?.attempt ?? null,
  node: ({ node }) => node?.nodeId ?? null,
  async group({ backend, path }, _, context) {
    const began = path.at(-1)
    if (!began || began.status === 'CANCELLED') return null
    const found = await loadersOf(context, backend).groupIds.load(began.id)
    return found && groupIn(context, backend, found.failureGroup)
  },
  async error(failure, _, context) {
    const { backend, path, node } = failure
    const began = path.at(-1)
    if (!began || began.status === 'CANCELLED') return null
    const loaders = loadersOf(context, backend)
    if (node) {
      const own = (await loaders.nodeErrorEnds.load(node))?.error ?? null
      return own === leftOut
        ? lateText(context.answer, loaders.nodeErrors.load(node))
        : shownText(context.answer, own)
    }
    const error = (await beganIn(failure, context))?.error ?? null
    return error === leftOut
      ? lateText(context.answer, loaders.errors.load(began.id))
      : shownText(context.answer, error)
  },
  path: stepsOf,
  changed: changesOf,
}

/** From what was asked to where it began. */
function stepsOf({ backend, run, path, node }: FailureOf): FailureStep[] {
  const executions = path.map(({ id, step, flow, status, attempt, finishedAt }) => {
    return {
      kind: 'EXECUTION' as const,
      id: `${backend}:${id}`,
      name: step ?? flow,
      status,
      attempt,
      endedAt: finishedAt,
    }
  })
  return [...(run ? [runStep(run)] : []), ...executions, ...(node ? [nodeStep(node)] : [])]
}

const runStep = ({ backend, flow, number, status, finishedAt }: RunRow): FailureStep => ({
  kind: 'RUN',
  id: `${backend}:${flow}/${number}`,
  name: flow,
  status,
  attempt: null,
  endedAt: finishedAt,
})

const nodeStep = ({ nodeId, attempt, finishedAt }: FailedNode): FailureStep => ({
  kind: 'NODE',
  id: nodeId,
  name: nodeId,
  status: 'FAILED',
  attempt,
  endedAt: finishedAt,
})
