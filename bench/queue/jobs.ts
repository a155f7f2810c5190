import { PgBoss } from 'pg-boss'
import { runMigrations } from 'graphile-worker'
import type { Store } from './stores.ts'

/** Adds no-op jobs for graphile-worker, through its own function. */
export async function fillGraphile(store: Store, count: number): Promise<void> {
  await runMigrations({ connectionString: store.url })
  await store.run(`select 1 from graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'noop', 'payload', json_build_object('value', number % 16)))
    from generate_series(1, ${count}) as numbers(number)))`)
  await store.settle()
}

/** Adds no-op jobs for pg-boss, through its own function. */
export async function fillBoss(store: Store, count: number): Promise<void> {
  const boss = new PgBoss({ connectionString: store.url, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('noop')
  for (let from = 0; from < count; from += 10_000)
    await boss.insert(
      'noop',
      Array.from({ length: 10_000 }, (_, index) => ({ data: { value: index % 16 } })),
    )
  await boss.stop()
  await store.settle()
}
