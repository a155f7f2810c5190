import { overGraphql } from '../../../src/client/worker/overgraphql.ts'
import { databaseUrl } from '../../common/present.ts'
import { startContestant } from '../../common/processes.ts'
import { startCrew, stopCrew } from '../open.ts'
import { places, serveWork } from '../serve.ts'

const server = await startContestant(new URL('../../batch/servers/ours.ts', import.meta.url), {
  BENCH_DATABASE: databaseUrl(),
})

/** As many workers as the window says, each with its own claims over GraphQL. */
serveWork(async ({ window }) => {
  const before = await server.cpu()
  const crew = startCrew(overGraphql(server), window, places)
  return async () => {
    const serverCpu = (await server.cpu()) - before
    await stopCrew(crew)
    await server.stop()
    return { p50: null, p99: null, inFlight: window * places, serverCpu }
  }
})
