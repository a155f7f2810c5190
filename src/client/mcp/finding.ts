import * as z from 'zod'
import type { ExecutionFragment } from '../documents/documents.gen.ts'
import { badArgument } from './checking.ts'
import { given, inputs, name, page, started } from './inputs.ts'
import type { Links } from './links.ts'
import { reads, toolOf } from './tool.ts'

const runStatuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const
const executionStatuses = [
  ...(['PENDING', 'RUNNING', 'WAITING', 'PAUSED', 'COMPLETED'] as const),
  ...(['FAILED', 'CANCELLED', 'TIMED_OUT', 'UNKNOWN'] as const),
] as const

export const findRuns = toolOf({
  name: 'find_runs',
  description: 'Finds runs of flows, newest first: what ran, what is running, what failed.',
  annotations: reads,
  input: z.strictObject({
    flow: inputs.flow,
    status: z.array(z.enum(runStatuses)).max(runStatuses.length).optional(),
    user: name().optional().describe('Who started it.'),
    tag: name().optional(),
    ...started,
    ...page,
  }),
  async answer({ flow, user, tag, status, limit, cursor, ...times }, { client, links, signal }) {
    const filter = given({
      ...times,
      status,
      flow: flow === undefined ? undefined : [flow],
      user: user === undefined ? undefined : [user],
      tagsAny: tag === undefined ? undefined : [tag],
    })
    const found = await firstOf(client.runs({ filter, first: limit, after: cursor }, { signal }))
    return shownPage('runs', found, (run) => {
      const { backend: _, version: __, ...shown } = run
      return { ...shown, ...links.run(run) }
    })
  },
})

const mostIds = 50

export const findExecutions = toolOf({
  name: 'find_executions',
  description:
    'Finds executions (tasks, jobs, agent calls), newest first, or looks up those with the given ids.',
  annotations: reads,
  input: z.strictObject({
    ids: z.array(name()).min(1).max(mostIds).optional().describe('Ids or keys. They go alone.'),
    flow: inputs.flow,
    status: z.array(z.enum(executionStatuses)).max(executionStatuses.length).optional(),
    tag: name().optional(),
    group: name().optional().describe('The id of a group of failures, from `groups`.'),
    errorContains: name().optional().describe('A text in the error. Needs another condition.'),
    ...started,
    ...page,
  }),
  async answer({ ids, flow, tag, group, limit, cursor, ...more }, { client, links, signal }) {
    const filter = given({
      ...more,
      flow: flow === undefined ? undefined : [flow],
      tagsAny: tag === undefined ? undefined : [tag],
      failureGroup: group === undefined ? undefined : [group],
    })
    if (!ids) {
      const list = client.executionHistory({ filter, first: limit, after: cursor }, { signal })
      return shownPage('executions', await firstOf(list), shownBy(links))
    }
    const other = Object.keys({ ...filter, ...given({ cursor }) })[0]
    if (other !== undefined)
      throw badArgument({ message: '"ids" go alone: give them without other conditions.', field: 'ids' })
    const found = await client.executions(ids, { signal })
    const unknown = ids.filter((_, index) => found[index] === null)
    return {
      executions: found.filter((one) => one !== null).map(shownBy(links)),
      ...(unknown.length > 0 && { unknownIds: unknown }),
    }
  },
})

export const groups = toolOf({
  name: 'groups',
  description:
    'Failures in groups of the same error: how many, since when, in which flows, whether new or rising.',
  annotations: reads,
  input: z.strictObject({
    flow: inputs.flow,
    orderBy: z.enum(['COUNT', 'LAST_SEEN', 'FIRST_SEEN']).default('COUNT').describe('What comes first.'),
    ...started,
    ...page,
  }),
  async answer({ flow, orderBy, limit, cursor, ...times }, { client, links, signal }) {
    const filter = given({ ...times, flow: flow === undefined ? undefined : [flow] })
    const list = client.failureGroups({ filter, orderBy, first: limit, after: cursor }, { signal })
    return shownPage('groups', await firstOf(list), (group) => ({ ...group, ...links.group(group) }))
  },
})

/** Without what says nothing to people. */
const shownBy = (links: Links) => (execution: ExecutionFragment) => {
  const { backend: _, version: __, heartbeatTimeoutMs: ___, ...shown } = execution
  return { ...shown, ...links.execution(execution) }
}

interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly unavailable: readonly string[]
}

async function firstOf<Found>(list: { pages(): AsyncGenerator<Found, void, undefined> }): Promise<Found> {
  const { value } = await list.pages().next()
  if (value) return value
  throw new Error('The list has no page.')
}

/** Whose share is missing is said, so that a short list is not taken for all there is. */
const shownPage = <Node>(
  key: string,
  { nodes, pageInfo, unavailable }: Page<Node>,
  show: (node: Node) => object,
) => ({
  [key]: nodes.map(show),
  ...(pageInfo.hasNextPage && { nextCursor: pageInfo.endCursor }),
  ...(unavailable.length > 0 && { backendsThatDidNotAnswer: unavailable }),
})
