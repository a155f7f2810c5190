import { Logger, run } from 'graphile-worker'
import { databaseUrl } from '../../common/present.ts'
import { serveWork } from '../serve.ts'

/** Jobs that it fetches at once, and jobs that it runs at once, as in its own documentation's benchmark. */
const [batch, concurrentJobs] = [500, 24]

serveWork(async () => {
  const runner = await run({
    preset: {
      worker: {
        connectionString: databaseUrl(),
        concurrentJobs,
        maxPoolSize: 10,
        logger: new Logger(() => () => {}),
        localQueue: { size: batch },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    taskList: { noop: () => {} },
  })
  return async () => {
    await runner.stop()
    return { p50: null, p99: null, inFlight: null }
  }
})
