import type { Backend, Reading } from '../../db/backend.ts'
import type { ExecutionFilter } from '../../db/executions/filter.ts'
import { groupIdsOf } from '../../db/failures/groupids.ts'
import { failureGroupsByIds } from '../../db/failures/wholegroups.ts'
import type { GroupTime, NewestKey } from '../../db/failures/group.ts'
import { groupBucketsOf, groupFlowsOf, newestFailuresOf } from '../../db/failures/members.ts'
import { groupRatesOf } from '../../db/failures/rates.ts'
import { type Batching, remembered } from './batching.ts'

type GroupKey = Readonly<{ id: string }>

const idOf = ({ id }: GroupKey) => id
const groupKey = ({ id }: GroupKey): GroupKey => ({ id })
const idsOf = (keys: readonly GroupKey[]) => keys.map(idOf)

/** Loaders of groups of failures, by their ids. */
export const failureLoaders = (backend: Backend, reading: Reading, { one, many }: Batching) => ({
  failureGroups: one(
    (ids: readonly string[]) => failureGroupsByIds(backend, ids, reading),
    (id) => id,
    idOf,
  ),
  /** The group of an execution that failed. */
  groupIds: one(
    (ids: readonly string[]) => groupIdsOf(backend, ids, reading),
    (id) => id,
    idOf,
  ),
  groupRates: one(
    (ids: readonly string[]) => groupRatesOf(backend, ids, reading),
    (id) => id,
    idOf,
  ),
  /** The newest failure of a group, among those that match the filter. */
  newestFailures: remembered((filter: ExecutionFilter) =>
    one((keys: readonly NewestKey[]) => newestFailuresOf(backend, keys, filter, reading), idOf, idOf),
  ),
  groupFlows: remembered((filter: ExecutionFilter) =>
    many((keys: readonly GroupKey[]) => groupFlowsOf(backend, idsOf(keys), filter, reading), groupKey),
  ),
  groupBuckets: remembered((asked: { readonly filter: ExecutionFilter; readonly time: GroupTime }) =>
    many((keys: readonly GroupKey[]) => groupBucketsOf(backend, idsOf(keys), asked, reading), groupKey),
  ),
})
