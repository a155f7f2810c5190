import type DataLoader from 'dataloader'
import type { ExecutionRow } from '../db/executions.ts'
import type { Page } from '../db/page.ts'
import { type PageArguments, connection, pageOf } from './connections.ts'
import type { DagContent } from './daginput.ts'
import type { Context } from './context.ts'
import type { List } from './cursors.ts'
import type { Loaders } from './loaders.ts'
import type { ExecutionResolvers } from './types.gen.ts'

/** How many elements a page of a nested list may have. */
const mostNested = 1_000

/** A list that hangs on an execution, through the loader that reads such pages for all executions at once. */
const nested =
  <Row extends object>(
    name: string,
    position: List['position'],
    pages: (loaders: Loaders, page: Page) => DataLoader<string, Row[]>,
  ) =>
  async ({ backend, id }: ExecutionRow, args: PageArguments, context: Context) => {
    const list = { identity: JSON.stringify([name, backend, id]), position }
    const asked = pageOf(args, list, mostNested)
    const { limit, from, backward } = asked
    const rows = await pages(loadersOf(context, backend), { limit, from, backward }).load(id)
    return connection(list, asked, rows)
  }

const childPages = nested('children', { sortAt: 'number', id: 'string' }, ({ children }, page) =>
  children(page),
)

export const Execution: ExecutionResolvers = {
  key: ({ backend, id }) => `${backend}:${id}`,
  version: ({ version }) => String(version),
  durationMs: ({ startedAt, finishedAt }) =>
    startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
  attempts: nested('attempts', { number: 'number' }, ({ attempts }, page) => attempts(page)),
  children: async (execution, args, context) =>
    Object.assign(await childPages(execution, args, context), { unavailable: [] }),
  metadata: nested('metadata', { id: 'string' }, ({ metadata }, page) => metadata(page)),
  nodeResults: nested('nodeResults', { nodeId: 'string', attempt: 'number' }, ({ nodeResults }, page) =>
    nodeResults(page),
  ),
  parent: ({ backend, parentId }, _, context) =>
    parentId === null ? null : loadersOf(context, backend).executions.load(parentId),
  run: ({ backend, flow, runNumber }, _, context) =>
    runNumber === null ? null : loadersOf(context, backend).runs.load({ flow, number: runNumber }),
  inputs: ({ backend, id }, _, context) => loadersOf(context, backend).payloads.load({ id, kind: 'in' }),
  outputs: ({ backend, id }, _, context) => loadersOf(context, backend).payloads.load({ id, kind: 'out' }),
  async dag({ backend, dagHash }, _, context) {
    const row = dagHash === null ? null : await loadersOf(context, backend).dags.load(dagHash)
    return row && { ...row, ...(JSON.parse(row.json) as DagContent) }
  },
}

export function loadersOf(context: Context, name: string): Loaders {
  return context.load(context.backends.find((backend) => backend.name === name)!)
}
