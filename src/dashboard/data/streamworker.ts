/// <reference lib="webworker" />
import { connectLive } from '../../client/live/live.ts'
import { servePort } from '../../client/live/serveport.ts'

/** One stream for all tabs: browsers open six connections to a server, and each stream would hold one. */
const live = connectLive({ url: '/graphql/stream' })

addEventListener('connect', (event) => servePort(live, (event as MessageEvent).ports[0]!))
