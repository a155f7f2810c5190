import type { Backend, Reading } from '../backend.ts'
import type { ExecutionFilter } from '../executions/filter.ts'
import type { ExecutionRow } from '../executions/rows.ts'
import type { Page, Position } from '../sql/page.ts'
import { compareText } from '../sql/textorder.ts'
import type {
  GroupBucket,
  GroupFlow,
  GroupRate,
  GroupRow,
  GroupTime,
  NewestFailure,
  NewestKey,
  StoreGroups,
  WholeGroup,
} from './group.ts'
import { type LateFailure, lateFailures } from './late.ts'

type Grouped = LateFailure & { readonly group: string }

const inGroups = (failures: readonly LateFailure[]): Grouped[] =>
  failures.filter((one): one is Grouped => one.group !== null)

const groupsOf = (failures: readonly LateFailure[]) => Map.groupBy(inGroups(failures), ({ group }) => group)

/** The newest comes first. */
const rowOf = (id: string, own: readonly LateFailure[]): GroupRow => ({
  id,
  count: own.length,
  firstSeen: own.at(-1)!.row.sortAt,
  lastSeen: own[0]!.row.sortAt,
})

/** The groups of the newest failures that match a filter. When each was seen first is asked of the newest failures of all. */
export async function lateGroups(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<StoreGroups> {
  const [{ failures, isCut }, all] = await Promise.all([
    lateFailures(backend, filter, reading),
    lateFailures(backend, {}, reading),
  ])
  const ofAll = groupsOf(all.failures)
  const groups = [...groupsOf(failures)].map(([id, own]) => {
    const row = rowOf(id, own)
    const first = ofAll.get(id)?.at(-1)?.row.sortAt ?? row.firstSeen
    return { ...row, firstSeen: Math.min(row.firstSeen, first) }
  })
  // The same failures are looked at for the parts of a group, by the same filter.
  const common = { isBehind: false, since: undefined }
  return { ...common, groups, failures: inGroups(failures).length, isExact: !isCut }
}

/** The groups with these ids, as far as the newest failures are in them. */
export async function lateGroupsByIds(
  backend: Backend,
  ids: readonly string[],
  reading: Reading,
): Promise<WholeGroup[]> {
  const { failures, isCut } = await lateFailures(backend, {}, reading)
  const groups = groupsOf(failures)
  return ids.flatMap((id) => {
    const own = groups.get(id)
    return own ? [{ ...rowOf(id, own), exact: isCut ? 0 : 1 }] : []
  })
}

interface Asked {
  readonly backend: Backend
  readonly groups: readonly string[]
  readonly filter: ExecutionFilter
  readonly reading: Reading
}

async function failuresOf({ backend, groups, filter, reading }: Asked): Promise<Grouped[]> {
  const { failures } = await lateFailures(backend, filter, reading)
  const wanted = new Set(groups)
  return inGroups(failures).filter(({ group }) => wanted.has(group))
}

export async function lateFlows(asked: Asked): Promise<GroupFlow[]> {
  const found = Map.groupBy(await failuresOf(asked), ({ group, row }) => JSON.stringify([group, row.flow]))
  return [...found.values()]
    .map((own) => ({ id: own[0]!.group, flow: own[0]!.row.flow, count: own.length }))
    .toSorted((a, b) => b.count - a.count || compareText(a.flow, b.flow))
}

export async function lateBuckets(asked: Asked, { from, to, count }: GroupTime): Promise<GroupBucket[]> {
  const within = (await failuresOf(asked)).filter(({ row }) => row.sortAt >= from && row.sortAt <= to)
  const bucketOf = ({ row }: LateFailure) => Math.floor(((row.sortAt - from) * count) / (to - from + 1))
  const found = Map.groupBy(within, (one) => JSON.stringify([one.group, bucketOf(one)]))
  return [...found.values()].map((own) => ({
    id: own[0]!.group,
    bucket: bucketOf(own[0]!),
    count: own.length,
  }))
}

export async function lateNewest(asked: Asked, keys: readonly NewestKey[]): Promise<NewestFailure[]> {
  const failures = await failuresOf(asked)
  return keys.flatMap(({ id, lastSeen }) => {
    const found = failures.find(({ group, row }) => group === id && row.sortAt === lastSeen)
    return found ? [{ id, executionId: found.row.id, error: found.error, nodeError: null }] : []
  })
}

/** `beforeFrom` to `recentFrom` are counted as before. Where not all of them were looked at, there is no usual rate. */
export async function lateRates(
  backend: Backend,
  ids: readonly string[],
  [beforeFrom, recentFrom]: readonly [beforeFrom: number, recentFrom: number],
  reading: Reading,
): Promise<GroupRate[]> {
  const { failures, isCut } = await lateFailures(backend, {}, reading)
  const isKnown = !isCut || failures.at(-1)!.row.sortAt < beforeFrom
  const groups = groupsOf(failures)
  return ids.map((id) => {
    const starts = (groups.get(id) ?? []).map(({ row }) => row.sortAt)
    return {
      id,
      recent: starts.filter((at) => at >= recentFrom && at <= reading.now).length,
      before: isKnown ? starts.filter((at) => at >= beforeFrom && at < recentFrom).length : 0,
    }
  })
}

/** A page of the failures of some groups, in the order of a list of executions. */
export async function lateFailuresPage(
  backend: Backend,
  { filter, descending }: { readonly filter: ExecutionFilter; readonly descending: boolean },
  { limit, from, backward }: Page,
  reading: Reading,
): Promise<ExecutionRow[]> {
  const { failures } = await lateFailures(backend, filter, reading)
  const rows = failures.map(({ row }) => row)
  const down = descending !== backward
  const compare = (row: ExecutionRow, position: Position) =>
    row.sortAt - Number(position['sortAt']) || compareText(row.id, String(position['id']))
  const beyond = (row: ExecutionRow) =>
    from === undefined || (down ? compare(row, from) < 0 : compare(row, from) > 0)
  return (down ? rows : rows.toReversed()).filter(beyond).slice(0, limit)
}
