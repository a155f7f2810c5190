import { v7 } from 'uuid'
import { createMeter } from '../../../src/db/meter.ts'
import { localQueue } from '../../../src/db/queue/local.ts'
import {
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../../../src/db/queue/queue.ts'
import { orThrow } from '../../../src/db/recording/grouping.ts'
import { defaultLimits } from '../../../src/db/recording/payload.ts'
import { openStore } from '../../batch/servers/store.ts'
import { startOf } from '../fill.ts'
import { keepOpen } from '../open.ts'
import { serveWork } from '../serve.ts'

const backend = await openStore()
const sizes = { outputBytes: defaultOutputBytes, inputBytes: defaultInputBytes }
const starting = createQueue({ limits: defaultLimits, ...sizes, cap: defaultOpenExecutions })

serveWork(async ({ window }) => {
  const stop = await keepOpen(localQueue(backend), window, async (count) => {
    const ids = Array.from({ length: count }, () => v7())
    orThrow(await starting.start(backend, ids.map(startOf), createMeter()))
    return ids
  })
  return async () => {
    const answer = await stop()
    await backend.close()
    return answer
  }
})
