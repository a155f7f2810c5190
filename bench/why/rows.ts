import { fingerprintVersion } from '../../src/db/fingerprint/fingerprint.ts'
import { fillStore } from '../common/filling.ts'

const day = 86_400_000
const span = 30 * day

/** What is stored: one in twenty executions failed, with one of 300 errors. */
export interface Filling {
  readonly executions: number
  /** The newest of them started now. */
  readonly now: number
}

const everyFailed = 20
const groups = 300
/** A big integer, as Postgres makes products of that type. */
const failure = `cast(i / ${everyFailed} as bigint)`
/** The failures of a group are spread over all the time; large groups are rare. */
const group = `(${failure} * 7919 % ${groups}) * (${failure} * 104729 % ${groups}) / ${groups}`

export const groupId = (number: number) => `${fingerprintVersion}:${String(number).padStart(16, '0')}`
const idOf = `'${fingerprintVersion}:' || substr('0000000000000000' || grp, length('' || grp) + 1)`
const error = `'RuntimeError: step ' || grp || ' failed on worker ' || i || ': no space left on device'`

const executions = ({ executions: count, now }: Filling) => `
  insert into executions (
    execution_id, flow_id, run_number, step, sample_rate, sort_at, started_at, finished_at, attempt, attempt_at,
    verdict, verdict_at, verdict_id, error, failure_group, failure_bytes, node_count, version
  )
  select 'e-' || i, 'Flow' || (i / 20 % 20), i / 2000, 'fit', 1, started_at, started_at, started_at + 1000, 1, started_at,
    case when failed then 2 else 1 end, started_at + 1000, 'v' || i, case when failed then ${error} end,
    case when failed then ${idOf} end, case when failed then octet_length(${error}) end, 0, 1
  from (
    select i, ${now - span} + cast(i as bigint) * ${Math.floor(span / count)} as started_at,
      i % ${everyFailed} = 0 as failed, cast(${group} as integer) as grp
    from numbers
  ) as made`

/** Each run has a hundred executions, of which five failed. Every second run failed. */
const runs = ({ executions: count, now }: Filling) => `
  insert into runs (flow_id, number, started_at, version, end_ok, end_ok_at, end_ok_id)
  select 'Flow' || (i % 20), i / 20, started_at, 1, i / 20 % 2, started_at + 60000, 'v'
  from (
    select i, ${now - span} + cast(i / 20 as bigint) * ${Math.floor((span / count) * 2000)} as started_at
    from numbers
    where i < ${count / 100}
  ) as made`

export const fill = (url: string, filling: Filling): Promise<void> =>
  fillStore(url, filling.executions, [executions(filling), runs(filling)])
