import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { type Viewer, openViewer } from '../../graphql/access/viewer.ts'
import type { Context } from '../../graphql/context.ts'
import { coded } from '../../graphql/errors.ts'
import type { FromSocket } from './body.ts'
import { clientFor } from './forwarded.ts'

/** What a client does not ask for adds up for so many seconds. */
const seconds = 10
/** Of so many clients it is known what they asked for. Others begin with a full bucket. */
const mostClients = 20_000

/** What each request costs besides. */
const leastCost = 10

/** What clients may ask for in a time. */
export interface Rates {
  /** Why a client has to wait, if it has asked for more than it may. */
  problem(client: string): GraphQLError | undefined
  /** Counts what a request costs. A negative cost gives back what was counted too much. */
  take(client: string, cost: number): void
}

interface Bucket {
  left: number
  at: number
}

/**
 * Token buckets by client, filled with so much cost a second. A request is taken while something is left, whatever it
 * costs, so that none is too large for the bucket; the next ones wait until what it took too much has come back.
 */
export function createRates(perSecond: number, now = () => performance.now()): Rates | undefined {
  if (perSecond === 0) return undefined
  const buckets = new LRUCache<string, Bucket>({ max: mostClients })
  const most = perSecond * seconds
  const bucketOf = (client: string): Bucket => {
    const at = now()
    let bucket = buckets.get(client)
    if (!bucket) buckets.set(client, (bucket = { left: most, at }))
    bucket.left = Math.min(most, bucket.left + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    return bucket
  }
  return {
    problem(client) {
      const { left } = bucketOf(client)
      return left > 0 ? undefined : tooFast(perSecond, Math.ceil((1 - left) / perSecond))
    },
    take(client, cost) {
      const bucket = bucketOf(client)
      bucket.left = Math.min(most, bucket.left - cost)
    },
  }
}

const tooFast = (limit: number, retryAfter: number) =>
  coded(
    'RATE_LIMITED',
    `A client may ask for a cost of ${limit} a second, and yours asked for more. Ask again in ${retryAfter} s.`,
    { limit, http: { status: 429, headers: { 'retry-after': String(retryAfter) } } },
  )

interface Asker {
  readonly viewer: Viewer | undefined
  readonly client: string | undefined
}

/** Who is charged: whoever is known, from whatever address, or the address. */
export function chargedTo({ viewer, client }: Asker): string | undefined {
  if (viewer === undefined || viewer === openViewer) return client
  return viewer.tokenId === null ? `subject ${viewer.name}` : `token ${viewer.tokenId}`
}

/** Charges a client for an operation. Throws if it has to wait. */
export const charging =
  (rates: Rates | undefined, client: string | undefined) =>
  (cost: number): void => {
    if (!rates || client === undefined) return
    const problem = rates.problem(client)
    if (problem) throw problem
    rates.take(client, leastCost + cost)
  }

/** Refuses requests of clients that ask for too much, before they are read as a query. */
export const useRates = (
  rates: Rates | undefined,
  viewerIn: (given: FromSocket) => Viewer | undefined,
): Plugin<Context, FromSocket> =>
  rates === undefined
    ? {}
    : {
        onParams({ context }) {
          charging(rates, chargedTo({ viewer: viewerIn(context), client: clientFor(context) }))(0)
        },
        onExecute({ args }) {
          const { contextValue } = args as { contextValue: Context & FromSocket }
          const { answer } = contextValue
          const { estimate } = answer
          const key = chargedTo(contextValue)
          if (key === undefined || estimate === undefined) return
          rates.take(key, estimate)
          // Only what it did cost stays counted.
          return { onExecuteDone: () => rates.take(key, answer.cost - estimate) }
        },
      }
