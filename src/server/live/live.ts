import type { AnswerLimits } from '../../graphql/answers/answer.ts'
import { createViews } from '../../graphql/access/views.ts'
import type { Stores } from '../../graphql/context.ts'
import type { QueryLimits } from '../../graphql/cost/limits.ts'
import type { Texts } from '../../graphql/documents/texts.ts'
import { createDocuments } from '../../graphql/live/documents.ts'
import { defaultReadMs } from '../../graphql/loading/look.ts'
import { schema } from '../../graphql/schema.ts'
import { createHub } from '../../live/hub.ts'
import type { Bodyguard } from '../requests/body.ts'
import type { Rates } from '../requests/rates.ts'
import type { createTurns } from '../turns.ts'
import { createEndpoint } from './endpoint.ts'
import { createPlaces, defaultMaxStreams } from './places.ts'
import { createRenderer } from './rendering.ts'
import { createStreams } from './streams.ts'

interface Options {
  readonly bodies: Bodyguard
  readonly turns: ReturnType<typeof createTurns>
  readonly limits: AnswerLimits
  readonly mask: (error: unknown) => Error
  readonly maxStreams?: number | undefined
  readonly queryLimits: QueryLimits
  readonly texts: Texts
  readonly rates: Rates | undefined
}

/** The streams of a server: changes of its stores, as they happen. */
export function createLive(
  stores: Stores,
  { bodies, turns, limits, mask, queryLimits, texts, rates, maxStreams = defaultMaxStreams }: Options,
) {
  const { backends, report, readMs = defaultReadMs } = stores
  const storesSeenBy = createViews(stores)
  const renderer = createRenderer(storesSeenBy, { limits, mask })
  const hub = createHub(backends, { renderer, report, readMs })
  const documents = createDocuments(schema, storesSeenBy, queryLimits)
  const streams = createStreams({
    hub,
    documents,
    mask,
    places: createPlaces(maxStreams),
    rates,
    inTurn: (client, work) => (client === undefined ? work() : turns.inTurn(client, work)),
  })
  return {
    over: createEndpoint({ streams, documents, texts, bodies, mask }).over,
    position: hub.position,
    endStreams: streams.endAll,
    figures: hub.figures,
    close: hub.close,
  }
}
