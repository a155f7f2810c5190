import { it } from 'vitest'
import { newDbos } from '../setup/servers/dbos.ts'
import { openSql } from '../setup/servers/sql.ts'
const count = 200_000
const workflows = `insert into dbos.workflow_status (workflow_uuid, status, name, recovery_attempts, created_at, updated_at,
    completed_at, parent_workflow_id, attributes, queue_name)
  select 'wf-' || n, case when n % 20000 = 7 then 'PENDING' when n % 20000 = 9 then 'ENQUEUED' when n % 20000 = 11 then 'DELAYED'
    when n % 5000 = 13 then 'CANCELLED' when n % 500 = 17 then 'ERROR' else 'SUCCESS' end,
    'flow' || n % 40, 1, n * 10, n * 10 + 5, n * 10 + 5, case when n % 100 = 3 then 'wf-' || n / 1000 * 1000 end,
    case when n % 50 = 1 then jsonb_build_object('tier', case when n % 5000 = 1 then 'gold' else 'iron' end, 'n', n) end,
    case when n % 20000 in (9, 11) then 'q' end
  from generate_series(1, ${count}) n`
it('x', async () => {
  const place = await newDbos('postgres')
  const db = openSql(place)
  await db.run(workflows)
  await db.run('vacuum analyze')
  await db.run('set plan_cache_mode = force_generic_plan')
  const show = async (name: string, text: string, before = '') => {
    if (before) await db.run(before)
    await db.run(`prepare p as ${text}`)
    const lines = await db.run(`explain (analyze, buffers off) execute p('n=5001')`)
    await db.run('deallocate p')
    console.log(name, '\n' + lines.map((l) => String(l['QUERY PLAN']).slice(0, 200)).join('\n'))
  }
  const w = 'dbos.workflow_status w'
  const t = 'cast($1 as text)'
  const key = `split_part(${t}, '=', 1)`
  const value = `split_part(${t}, '=', 2)`
  const scalar = `case when ${value} ~ '^(-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?|true|false|null)$' then ${value}::jsonb else to_jsonb(${value}) end`
  const a = `w.attributes @> jsonb_build_object(${key}, ${value})`
  const b = `w.attributes @> jsonb_build_object(${key}, ${scalar})`
  const k = `w.attributes ? ${key}`
  await show('k a', `select 1 from ${w} where ${k} and ${a} limit 2001`)
  await show('k or', `select 1 from ${w} where ${k} and (${a} or ${b}) limit 2001`)
  await show('or', `select 1 from ${w} where (${k} and ${a} or ${k} and ${b}) limit 2001`)
  await show('notnull', `select 1 from ${w} where w.attributes is not null and ${k} and (${a} or ${b}) limit 2001`)
  await show('any', `select 1 from ${w} where w.attributes is not null and ${k} and w.attributes @> any(array[jsonb_build_object(${key}, ${value}), jsonb_build_object(${key}, ${scalar})]) limit 2001`)
  await show('k alone notnull', `select 1 from ${w} where w.attributes is not null and ${k} limit 2001`)
  await show('noseq', `select 1 from ${w} where w.attributes is not null and ${k} and (${a} or ${b}) limit 2001`, 'set enable_seqscan = off')
  await show('noseq no index', `select 1 from ${w} where w.attributes is not null and ${k} and (${a} or ${b}) limit 2001`, 'set enable_indexscan = off')
  await db.close(); await place.remove()
}, 100_000)
