import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { databaseUrl } from '../../common/present.ts'
import { serveWork } from '../serve.ts'

const batch = 500

serveWork(async ({ window }) => {
  const boss = new PgBoss({ connectionString: databaseUrl(), supervise: false, schedule: false })
  boss.on('error', console.error)
  await boss.start()
  const stopping = new AbortController()
  const lane = async () => {
    while (!stopping.signal.aborted) {
      const jobs = await boss.fetch('noop', { batchSize: batch })
      if (jobs.length === 0) await sleep(1)
      else
        await boss.complete(
          'noop',
          jobs.map(({ id }) => id),
        )
    }
  }
  const lanes = Promise.all(Array.from({ length: window / batch }, lane))
  return async () => {
    stopping.abort()
    await lanes
    await boss.stop()
    return { p50: null, p99: null, inFlight: null }
  }
})
