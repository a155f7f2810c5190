import type { IncomingMessage, ServerResponse } from 'node:http'
import { createYoga } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { FromSocket } from './requests/body.ts'
import type { Backend } from '../db/backend.ts'
import { type PayloadLimits, defaultLimits } from '../db/recording/payload.ts'
import type { SampleRates } from '../db/recording/sampling.ts'
import {
  type Queue,
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../db/queue/queue.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import { type Sizes, createDeliveries } from './delivery.ts'
import { type DashboardFolder, createDashboard } from './dashboard/dashboard.ts'
import { ownDocuments } from './dashboard/documents.ts'
import { createGraphiql } from './graphiql/graphiql.ts'
import type { RequestContext, Stores } from '../graphql/context.ts'
import { type QueryLimits, defaultQueryLimits } from '../graphql/cost/limits.ts'
import { documentCaches, useDocumentLimits } from '../graphql/documents/limits.ts'
import { useAnswer, useRefusals } from './plugins.ts'
import { schema } from '../graphql/schema.ts'
import { type DocumentOptions, createTexts } from '../graphql/documents/texts.ts'
import { useVariables } from '../graphql/documents/variables.ts'
import { createStatusCache, noCache } from '../graphql/loading/statuscache.ts'
import { type AccessOptions, allStores, contextsFor, createAccess } from './access/access.ts'
import { useHealth } from './health.ts'
import { type FetchedFrom, type IncomingOptions, createIncoming } from './requests/incoming.ts'
import { createRates, useRates } from './requests/rates.ts'
import { useJsonOnly } from './requests/jsononly.ts'
import { type Yoga, ourYoga, overYoga } from './overyoga.ts'
import { createOutgoing } from './outgoing.ts'
import { createServerLog } from './log.ts'
import { createMasks } from './masking.ts'
import { type McpEntrance, useMcp } from './mcp.ts'
import { type MetricsOptions, createMetrics } from './metrics/metrics.ts'
import type { Metrics } from './metrics/page.ts'
import { namesOf } from './metrics/names.ts'
import type { NameOf } from './metrics/requests.ts'
import { useRequestIds } from './requests/ids.ts'
import { createRefusalLog } from './refusallog.ts'
import { useTracing } from './tracing/tracing.ts'
import { createTurns } from './turns.ts'
import { useEvents } from './live/events.ts'
import { createLive } from './live/live.ts'
import { defaultAnswerLimits } from '../graphql/answers/answer.ts'
import { useFiles } from './files/files.ts'

export interface AppOptions extends IncomingOptions, Sizes, AccessOptions {
  readonly log: Logger
  /** How long executions looked up by id may be answered from memory. 0: never. */
  readonly statusCacheMs?: number
  /** Limits of payloads. */
  readonly limits?: PayloadLimits
  /** Share of the successful executions to keep, by flow. */
  readonly sampleRates?: SampleRates
  /** Maximum bytes that a queue node may pass on. */
  readonly outputBytes?: number
  /** Maximum bytes of an action's whole input, a map's list, an execution's outputs, and the inputs of a claim. */
  readonly inputBytes?: number
  /** How many executions of the queue may be open at once. */
  readonly openExecutions?: number
  /** How often one request may read the backends, over all of them. */
  readonly mostReads?: number
  /** How many milliseconds the reads of one backend may take in a query. */
  readonly readMs?: number
  /** How often a waiting claim looks for work without being woken. */
  readonly pollMs?: number
  /** Limits of what is asked for, checked before anything is read. */
  readonly queryLimits?: QueryLimits
  /** Which documents are executed. Default: any, and those of the dashboard are known by their ids. */
  readonly documents?: DocumentOptions
  /** What a client may ask for in a second, as cost. 0: without a limit. */
  readonly rateLimit?: number
  /** How many streams may be open at once. */
  readonly maxStreams?: number
  /** The folder of the built dashboard. Default: none, and `/` leads to `/graphql`. */
  readonly dashboard?: DashboardFolder
  /** Answers messages of MCP at `/mcp`. Absent: nothing is there. */
  readonly mcp?: McpEntrance | undefined
  /** Retention rule, which `retentionPreview` previews. */
  readonly retain?: RetainRule | undefined
  /** Names operations, in metrics and traces. Default: those of trusted documents. */
  readonly nameOf?: NameOf
  /** What is measured for Prometheus. Absent: nothing. */
  readonly metrics?: MetricsOptions | undefined
  /** Called when a reading of groups of failures met failures that are in no group yet. */
  readonly metUngrouped?: (backend: Backend) => void
}

export interface App {
  /** The queue, for workers in the same process: its figures count their work. */
  readonly queue: Queue
  readonly metrics: Metrics | undefined
  /** Answers a request without a socket. */
  fetch(url: string, init?: RequestInit, from?: FetchedFrom): Promise<Response>
  /** Answers a request of node:http. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** From now on `/readyz` says that the app takes no more requests. Its streams end. */
  retire(): void
  /** Resolves when no request is under way. */
  idle(): Promise<void>
  /** Reads the stores no more. Must be called before they are closed. */
  close(): Promise<void>
}

/** The GraphQL API over these backends, with health endpoints. The caller opens and closes the backends. */
export function createApp(
  backends: readonly Backend[],
  { log, answerLimits = defaultAnswerLimits, queryLimits = defaultQueryLimits, ...options }: AppOptions,
): App {
  const { maxStreams, outgoingBytes, dashboard } = options
  const retiring = new AbortController()
  const { unexpected: report, flush } = createServerLog(log, allStores(backends, options))
  const documents = options.documents ?? ownDocuments(dashboard, report)
  const { nameOf = namesOf(documents.trusted) } = options
  const { batched, refused, over } = createMetrics(backends, options.metrics, nameOf)
  const { gate, tokens, signing, close } = createAccess(options, report, log)
  const stores = storesOf(backends, options, { report, retiring: retiring.signal, batched, tokens })
  const incoming = createIncoming(options, createRefusalLog(log, refused), gate)
  const { bodies, refusals, underWay } = incoming
  const outgoing = createOutgoing(outgoingBytes)
  const { begin, usePrinting } = createDeliveries(outgoing, answerLimits)
  const turns = createTurns(backends.length)
  const texts = createTexts(documents)
  const caches = documentCaches()
  const rates = createRates(options.rateLimit ?? 0)
  const mask = createMasks(report, refusals)
  const bounds = { limits: answerLimits, queryLimits, maxStreams, rates }
  const live = createLive(stores, { bodies, turns, texts, mask: mask.shared, ...bounds })
  const { metrics, pages, measuring } = over({ ...stores, ...gate, live, outgoing, hosts: options.hosts })
  const yoga: Yoga = createYoga<FromSocket, RequestContext>({
    schema,
    context: contextsFor({ ...stores, position: live.position }, gate, begin),
    plugins: [
      ...signing,
      useFiles([createGraphiql(report), createDashboard(dashboard, report)], outgoing),
      ...pages,
      useHealth(backends, () => !retiring.signal.aborted, gate.viewerIn),
      useMcp(options.mcp, { ...gate, bodies, rates, outgoing, mask, yogaOf: () => yoga }),
      useJsonOnly(),
      bodies.plugin,
      useDocumentLimits(schema, { limits: queryLimits.document, texts, caches }, gate.viewerIn),
      useVariables(schema),
      useAnswer(queryLimits),
      useRates(rates, gate.viewerIn),
      turns.plugin,
      useTracing(nameOf),
      useRefusals(),
      useRequestIds(),
      useEvents(),
      usePrinting(),
      ...measuring,
    ],
    ...ourYoga(mask.own, caches),
  })
  return {
    queue: stores.queue,
    metrics,
    ...incoming.over(live.over(underWay.over(overYoga(yoga)))),
    retire() {
      retiring.abort()
      for (const end of [live.endStreams, flush, refusals.flush]) end()
    },
    close: async () => void (await Promise.all([live.close(), close()])),
  }
}

/** What the requests of a server share. */
function storesOf(
  backends: readonly Backend[],
  {
    statusCacheMs = 0,
    limits = defaultLimits,
    sampleRates = new Map(),
    outputBytes = defaultOutputBytes,
    inputBytes = defaultInputBytes,
    openExecutions: cap = defaultOpenExecutions,
    mostReads,
    readMs,
    pollMs,
    retain,
    metUngrouped,
  }: Omit<AppOptions, 'log'>,
  shared: Pick<Stores, 'report' | 'retiring' | 'batched' | 'tokens'>,
): Stores {
  return {
    ...shared,
    backends,
    cache: statusCacheMs > 0 ? createStatusCache(statusCacheMs, backends) : noCache,
    recording: { limits, sampleRates, outputBytes },
    queue: createQueue({ limits, outputBytes, inputBytes, cap, pollMs }),
    mostReads,
    readMs,
    retain,
    metUngrouped,
  }
}
