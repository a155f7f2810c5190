import { fillStore } from '../common/filling.ts'

const day = 86_400_000
const span = 30 * day

/** What is stored: `open` of a hundred executions are open, and promised no heartbeat. */
export interface Filling {
  readonly executions: number
  readonly open: number
  /** The newest of them started now. */
  readonly now: number
}

/** A quarter of the executions is of this flow, of which none failed. Twenty others have the rest. */
export const quietFlow = 'Quiet'
export const bigFlow = 'Flow4'

/** One execution in so many timed out, went silent, or ran a rare script. */
const rare = 20_000
/** So many in a row have runs of the same number, one in each flow. */
export const perRun = 2_000
export const parents = 100

const isQuiet = 'i % 4 = 3'
/** From 0 to 99, and spread evenly over each flow. */
const hash = '((i / 20 * 7919 + i) % 100)'

/** One execution for each `i` of `numbers`, in SQL that both dialects accept. */
const executions = ({ executions: count, open, now }: Filling) => {
  const startedAt = `${now - span} + cast(i as bigint) * ${Math.floor(span / count)}`
  const isOpen = `${hash} < ${open}`
  const verdict = `case
    when ${isOpen} or i % ${rare} = 11 then 0
    when i % ${rare} = 77 then 4
    when ${hash} >= 86 and not ${isQuiet} then 2
    else 1
  end`
  return `
    insert into executions (
      execution_id, flow_id, run_number, step, parent_id, source, script_path, sample_rate, sort_at, started_at,
      finished_at, attempt, attempt_at, verdict, verdict_at, verdict_id, heartbeat_at, heartbeat_timeout_ms, error,
      node_count, version
    )
    select 'e-' || i, case when ${isQuiet} then '${quietFlow}' else 'Flow' || (i % 20) end, i / ${perRun}, 'fit',
      'e-' || (i % ${parents}), 'cron',
      case when i % ${rare} = 19 then '/rare/' else '/jobs/' end || (i % 25) || '.py', 1, started_at, started_at,
      case when verdict > 0 then started_at + i % 3600 * 1000 end, 1, started_at, verdict,
      case when verdict > 0 then started_at + i % 3600 * 1000 end, case when verdict > 0 then 'v' || i end,
      case when i % ${rare} = 11 then started_at end, case when i % ${rare} = 11 then 60000 end,
      case when verdict = 2 then 'no space left on device ' || (i % 1000) end, 0, 1
    from (select i, ${startedAt} as started_at, ${verdict} as verdict from numbers) as made`
}

/** A tag that each tenth execution has, and one for a few. */
const tags = ['common', 'rare'].map((tag, place) => {
  const every = [10, rare / 4][place]
  return `
    insert into execution_tags (execution_id, tag, sort_at)
    select execution_id, '${tag}', sort_at
    from executions
    where cast(substr(execution_id, 3) as bigint) % ${every} = 0`
})

export const fill = (url: string, filling: Filling): Promise<void> =>
  fillStore(url, filling.executions, [executions(filling), ...tags])
