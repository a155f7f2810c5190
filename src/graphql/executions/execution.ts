import type { ExecutionRow } from '../../db/executions/rows.ts'
import { leftOut } from '../../db/sql/select.ts'
import { lateText, shownText } from '../answers/longtexts.ts'
import type { List } from '../lists/cursors.ts'
import { usualOfExecution } from '../durations/usual.ts'
import { failureOfExecution } from '../failures/failure.ts'
import { dagOf } from './dag.ts'
import type { NestedLoader } from '../loading/batching.ts'
import type { Loaders } from '../loading/loaders.ts'
import { loadersOf, nestedPages } from '../lists/nested.ts'
import { mergedResults, openResults } from './openactions.ts'
import { payloadOf } from './payload.ts'
import { safeDuration } from '../scalars.ts'
import type { AttemptResolvers, ExecutionResolvers, MetadataResolvers } from '../types.gen.ts'

const ofExecution = ({ id }: ExecutionRow) => ({ id })
const pages = <Row extends object>(
  name: string,
  position: List['position'],
  loader: (loaders: Loaders) => NestedLoader<Row, { id: string }>,
) => nestedPages({ name, position, keyOf: ofExecution, loader })

const childPages = pages('children', { sortAt: 'number', id: 'string' }, ({ children }) => children)

export const Attempt: AttemptResolvers = {
  durationMs: ({ durationMs }) => safeDuration(durationMs),
  error({ backend, executionId, error, errorId }, _, context) {
    if (error !== leftOut) return shownText(context.answer, error)
    const { errors, facts } = loadersOf(context, backend)
    // Without a fact of its own, an attempt has the error of its execution.
    const late = errorId === null ? errors.load(executionId) : facts.load({ id: executionId, fact: errorId })
    return lateText(context.answer, late)
  },
}

export const Metadata: MetadataResolvers = {
  value({ backend, executionId, id, value }, _, context) {
    if (value !== leftOut) return shownText(context.answer, value)
    const { facts } = loadersOf(context, backend)
    return lateText(context.answer, facts.load({ id: executionId, fact: id })).then((text) => text ?? '')
  },
}

export const Execution: ExecutionResolvers = {
  key: ({ backend, id }) => `${backend}:${id}`,
  version: ({ version }) => String(version),
  durationMs: ({ durationMs }) => safeDuration(durationMs),
  error: ({ backend, id, error }, _, context) =>
    error === leftOut
      ? lateText(context.answer, loadersOf(context, backend).errors.load(id))
      : shownText(context.answer, error),
  attempts: pages('attempts', { number: 'number' }, ({ attempts }) => attempts),
  children: async (execution, args, context) =>
    Object.assign(await childPages(execution, args, context), { unavailable: [] }),
  failure: failureOfExecution,
  metadata: pages('metadata', { id: 'string' }, ({ metadata }) => metadata),
  nodeResults: nestedPages({
    name: 'nodeResults',
    position: { nodeId: 'string', attempt: 'number' },
    keyOf: ofExecution,
    loader: ({ nodeResults }) => nodeResults,
    complete: async (rows, execution, page, context) =>
      mergedResults(rows, await openResults(execution, context), page),
  }),
  parent: ({ backend, parentId }, _, context) =>
    parentId === null ? null : loadersOf(context, backend).executions.load(parentId),
  run({ backend, flow, runNumber, runRef }, _, context) {
    const { runs, namedRuns } = loadersOf(context, backend)
    if (runRef != null) return namedRuns.load(runRef)
    return runNumber === null ? null : runs.load({ flow, number: runNumber })
  },
  usual: usualOfExecution,
  isInQueue: async ({ backend, id, dagHash }, _, context) =>
    // The queue follows the graph of each execution that it has.
    dagHash !== null && (await loadersOf(context, backend).queued.load(id)) !== null,
  inputs: payloadOf('in'),
  outputs: payloadOf('out'),
  async tags({ backend, id }, _, context) {
    const tags = await loadersOf(context, backend).executionTags.load({ id })
    return tags.map(({ tag }) => tag)
  },
  async dag(execution, _, context) {
    const { backend, dagHash } = execution
    const stored = dagHash === null ? null : await loadersOf(context, backend).dags.load(dagHash)
    return stored && dagOf(stored, execution, context)
  },
}
