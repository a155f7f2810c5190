import { localQueue } from '../../../src/db/queue/local.ts'
import { openStore } from '../../batch/servers/store.ts'
import { startCrew, stopCrew } from '../open.ts'
import { places, serveWork } from '../serve.ts'

const backend = await openStore()

/** As many workers as the window says, in the process of the queue. */
serveWork(async ({ window }) => {
  const crew = startCrew(localQueue(backend), window, places)
  return async () => {
    await stopCrew(crew)
    await backend.close()
    return { p50: null, p99: null, inFlight: window * places }
  }
})
