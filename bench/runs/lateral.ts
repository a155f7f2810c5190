import type postgres from 'postgres'
import { median } from '../common/numbers.ts'
import type { Figure } from '../common/report.ts'
import { now, rareFlow } from './rows.ts'
import { floorName, titleOf } from './table.ts'

/** The same pages as a plain predicate over the raw facts: two lateral joins for every run that is visited. */
const page = (status: string, flow?: string) => `
select r.flow_id, r.number from runs r
left join lateral (select m.ts, m.value = 'true' as ok from run_metadata m where m.flow_id = r.flow_id and m.number = r.number
  and m.step = 'end' and m.field = 'attempt_ok' order by m.ts desc, m.id desc limit 1) e on true
left join lateral (select m.ts from run_metadata m where e.ok = false and m.flow_id = r.flow_id and m.number = r.number
  and m.step = 'end' and m.field = 'attempt' order by m.ts desc, m.id desc limit 1) a on true
where case when e.ts < a.ts then 'RUNNING' when e.ok then 'COMPLETED' when not e.ok then 'FAILED'
  when r.heartbeat_at between ${now - 360_000} and ${now + 360_000} then 'RUNNING' else 'FAILED' end = '${status}'
${flow === undefined ? '' : `and r.flow_id = '${flow}'`}
order by r.started_at desc, r.flow_id desc, r.number desc limit 51`

const pages = [
  { name: 'FAILED, page 1', text: page('FAILED') },
  { name: 'RUNNING, page 1', text: page('RUNNING') },
  { name: 'FAILED, 1 in 100,000 of a flow, page 1', text: page('FAILED', rareFlow) },
]

export async function lateralFigures(sql: postgres.Sql, runs: number, floorMs: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, text } of pages) {
    const times: number[] = []
    for (let times_ = 0; times_ < 3; times_++) {
      const began = performance.now()
      await sql.unsafe(text)
      times.push(performance.now() - began)
    }
    const value = median(times)
    const figure = `${titleOf({ store: 'postgres', runs })}: ${name} by lateral joins over the raw facts`
    console.log(`${figure}: ${value.toFixed(1)} ms, ${(value / floorMs).toFixed(1)}x the unfiltered page`)
    figures.push({
      name: figure,
      value,
      unit: 'ms',
      against: floorName,
      ratio: value / floorMs,
    })
  }
  return figures
}
