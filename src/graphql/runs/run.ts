import type { StepRow } from '../../db/runs/details.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import { leftOut } from '../../db/sql/select.ts'
import { lateText, shownText } from '../answers/longtexts.ts'
import { type Context, backendNamed } from '../context.ts'
import { usualOfRun } from '../durations/usual.ts'
import { badInput } from '../errors.ts'
import { failureOfRun } from '../failures/failure.ts'
import { executionStatuses, runStatuses } from '../lists/filters.ts'
import { loadersOf, nestedPages } from '../lists/nested.ts'
import { safeDuration } from '../scalars.ts'
import type { QueryRunArgs, RunMetadataResolvers, RunResolvers } from '../types.gen.ts'
import { isId } from '../inputs/checks.ts'
import { hasRuns } from './filter.ts'

const keyOf = ({ flow, number }: RunRow) => ({ flow, number })

export const Run: RunResolvers = {
  id: ({ backend, flow, number }) => `${backend}:${flow}/${number}`,
  version: ({ version }) => String(version),
  heartbeatStale: ({ heartbeatStale }) => heartbeatStale === 1,
  heartbeatTimeoutMs: ({ backend }, _, context) => backendNamed(context.backends, backend).runHeartbeatMs,
  durationMs: ({ durationMs }) => safeDuration(durationMs),
  failure: failureOfRun,
  usual: usualOfRun,
  tags: async (run, _, context) => tagsOf(run, 0, context),
  systemTags: async (run, _, context) => tagsOf(run, 1, context),
  steps: async (run, _, context) => steps(await loadersOf(context, run.backend).steps.load(keyOf(run))),
  executions(run, { status, ...page }, context) {
    const statuses = executionStatuses(status ?? [], 'status')
    if (status?.length === 0) return emptyPage
    const list = nestedPages({
      name: `executions ${statuses.join()}`,
      position: { sortAt: 'number', id: 'string' },
      keyOf,
      loader: ({ executionsOfRun }) => executionsOfRun(statuses),
    })
    return list(run, page, context).then((found) => Object.assign(found, { unavailable: [] }))
  },
  metadata: nestedPages({
    name: 'run metadata',
    position: { id: 'string' },
    keyOf,
    loader: ({ runMetadata }) => runMetadata,
  }),
  previous: (run, _, context) => loadersOf(context, run.backend).neighbours(false).load(run),
  next: (run, _, context) => loadersOf(context, run.backend).neighbours(true).load(run),
  latest: ({ backend, flow }, { status }, context) =>
    loadersOf(context, backend).chosenRuns.load({
      flow,
      number: null,
      name: null,
      statuses: runStatuses(status, 'status'),
    }),
}

export const RunMetadata: RunMetadataResolvers = {
  value({ backend, flow, number, id, value }, _, context) {
    if (value !== leftOut) return shownText(context.answer, value)
    const { runFacts } = loadersOf(context, backend)
    return lateText(context.answer, runFacts.load({ flow, number, fact: id })).then((text) => text ?? '')
  },
}

const emptyPage = {
  nodes: [],
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  unavailable: [],
}

export async function tagsOf(run: RunRow, system: number, context: Context): Promise<string[]> {
  const tags = await loadersOf(context, run.backend).tags.load(keyOf(run))
  return tags.filter((tag) => tag.system === system).map(({ tag }) => tag)
}

/** Groups the rows of a run's steps, one per status, into steps in the order they started. */
function steps(rows: readonly StepRow[]) {
  const least = (times: readonly (number | null)[]) =>
    times.filter((time) => time !== null).toSorted((a, b) => a - b)
  return [...Map.groupBy(rows, ({ step }) => step)]
    .map(([name, same]) => ({
      name,
      startedAt: least(same.map(({ startedAt }) => startedAt))[0] ?? null,
      finishedAt: least(same.map(({ finishedAt }) => finishedAt)).at(-1) ?? null,
      counts: same.flatMap(({ status, count }) => (status === null ? [] : [{ status, value: count }])),
    }))
    .toSorted((a, b) => (a.startedAt ?? Infinity) - (b.startedAt ?? Infinity) || (a.name < b.name ? -1 : 1))
}

/** A run of a flow by number or name, or its newest one. */
export async function run(
  context: Context,
  { flow, ref, status, backend: name }: QueryRunArgs,
): Promise<RunRow | null> {
  if (status?.length === 0 || !isId(flow) || (ref != null && !isId(ref))) return null
  const isNumber = ref != null && /^\d+$/.test(ref)
  const number = isNumber ? Number(ref) : null
  if (number !== null && !Number.isSafeInteger(number)) {
    throw badInput(`"ref" is a number greater than ${Number.MAX_SAFE_INTEGER}.`, {
      field: 'ref',
      limit: Number.MAX_SAFE_INTEGER,
    })
  }
  const choice = {
    flow,
    number,
    name: isNumber ? null : (ref ?? null),
    statuses: status == null ? null : runStatuses(status, 'status'),
  }
  const backends = name == null ? context.backends : [backendNamed(context.backends, name)]
  const found = await Promise.allSettled(
    backends.filter(hasRuns).map((backend) => context.look().load(backend).chosenRuns.load(choice)),
  )
  const first = found.find((one) => one.status === 'fulfilled' && one.value !== null)
  if (first?.status === 'fulfilled') return first.value
  const failed = found.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return null
}
