import type postgres from 'postgres'
import { createTables } from '../../test/setup/servers/metaflowtables.ts'
import { bigFlows, now, rareFlow, smallFlows } from './rows.ts'

const day = 86_400_000
const span = 30 * day

const hash = '(i / 20 * 7919 + i) % 100'
const startedAt = (runs: number) => `${now - span} + i * ${Math.floor(span / runs)}`
const columns = 'flow_id, run_number, user_name, ts_epoch, tags, system_tags, last_heartbeat_ts'
const tagsOf = (user: string) => `jsonb_build_array('tag' || i % 10), jsonb_build_array('user:' || ${user})`
const took = (at: string) => `(${at} + (i * 31) % 3600000) / 1000`

/** The flows and shares of the native bench. Two of three failed runs failed in another step: they have no verdict. */
const bigRuns = (runs: number) => {
  const [at, user] = [startedAt(runs), `('user' || (${hash}))`]
  const heard = `case when ${hash} >= 95 then (${now} - i % 300000) / 1000 else ${took(at)} end`
  return `select 'Flow' || (i % ${bigFlows}), i, ${user}, ${at}, ${tagsOf(user)}, ${heard} from numbers`
}
const rareRuns = (runs: number) => {
  const at = startedAt(runs)
  return `select '${rareFlow}', ${runs} + i, 'rare', ${at}, ${tagsOf(`'rare'`)}, (${at}) / 1000 from numbers`
}
const smallRuns = (runs: number) =>
  `select 'Small' || (i % ${smallFlows}), ${runs * 2} + i, 'small', ${now - day} + i, ${tagsOf(`'small'`)}, ${(now - day) / 1000} from numbers`

/** The verdict of the run's step `end`: 1, 0 or null. */
const verdict = (runs: number) =>
  `case when run_number > ${runs * 2} then 1 when run_number > ${runs} then case when (run_number - ${runs}) % 100000 = 77 then 0 else 1 end
   when ${hash.replaceAll('i', 'run_number')} < 80 then 1 when ${hash.replaceAll('i', 'run_number')} < 85 then 0 end`

const metadataColumns =
  'flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch, tags, system_tags'

/** Nine facts per run, in the order of runs, as they arrive. */
const facts = (runs: number) => `insert into metadata_v3 (${metadataColumns})
select flow_id, run_number, case when k < 3 then 'end' else 'step' || k end, run_number,
  case k when 1 then 'attempt' when 2 then 'attempt_ok' else 'field' || k end,
  case k when 2 then case ok when 1 then 'True' else 'False' end else '0' end, 'bench',
  case k when 2 then last_heartbeat_ts * 1000 else ts_epoch end, '["attempt_id:0"]', '[]'
from (select *, ${verdict(runs)} as ok from runs_v3) as runs, generate_series(1, 9) k where k > 2 or ok is not null order by ts_epoch, k`

/** The tables of a Metaflow service with so many runs, half as many of the rare flow, and nine facts for each. */
export async function fillMetaflow(sql: postgres.Sql, runs: number): Promise<void> {
  await createTables({ run: async (text) => sql.unsafe(text) }, 'text')
  const names = [
    ...Array.from({ length: bigFlows }, (_, i) => `Flow${i}`),
    ...Array.from({ length: smallFlows }, (_, i) => `Small${i}`),
    rareFlow,
  ]
  const insert = (most: number, rows: string) =>
    `insert into runs_v3 (${columns}) with numbers as (select i from generate_series(1::bigint, ${most}) i) ${rows}`
  const flows = `insert into flows_v3 (flow_id, ts_epoch) select name, ${now - span} from unnest('{${names.join(',')}}'::text[]) name`
  for (const text of [
    flows,
    insert(runs, bigRuns(runs)),
    insert(runs / 2, rareRuns(runs)),
    insert(smallFlows * 10, smallRuns(runs)),
    facts(runs),
    'vacuum analyze',
  ])
    await sql.unsafe(text)
}
