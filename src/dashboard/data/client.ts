import { Client, type OperationResult, cacheExchange, fetchExchange, mapExchange } from 'urql'
import { type BackendCost, noteAsked } from './costs.ts'
import { sendById } from './sending.ts'

interface Extensions {
  readonly backends?: readonly BackendCost[]
}

/** Notes what an answer cost. Answers from the cache cost nothing, and do not come by here. */
function noteCost({ operation, extensions }: OperationResult) {
  const { backends = [] } = (extensions ?? {}) as Extensions
  const query = operation.query.loc?.source.body ?? ''
  const [, name = 'Query'] = /(?:query|mutation)\s+(\w+)/.exec(query) ?? []
  noteAsked({ name, query, variables: operation.variables ?? {}, backends, at: Date.now() })
}

export const client = new Client({
  url: '/graphql',
  fetch: sendById,
  exchanges: [cacheExchange, mapExchange({ onResult: noteCost }), fetchExchange],
  requestPolicy: 'cache-and-network',
  preferGetMethod: false,
})
