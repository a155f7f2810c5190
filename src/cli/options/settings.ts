import type { BackendUrl } from '../../db/url.ts'
import { type PayloadLimits, defaultLimits } from '../../db/recording/payload.ts'
import type { Sizes } from '../../db/queue/board.ts'
import { defaultInputBytes } from '../../db/queue/queue.ts'
import type { AnswerLimits } from '../../graphql/answers/answer.ts'
import type { QueryLimits } from '../../graphql/cost/limits.ts'
import type { AppOptions } from '../../server/app.ts'
import type { TlsFiles } from '../../server/tls.ts'
import { isLoopback } from '../../server/requests/hosts.ts'
import { checkAccess, tokenStore } from './access.ts'
import type { McpTools } from './mcp.ts'
import { oidcOf } from './oidc.ts'
import { type Given, environmentOf, options } from './options.ts'
import { readOptions } from './parsing.ts'
import { asUsage } from './usage.ts'

/** What the command line and the environment say: all that the server takes, and where and over what it runs. */
export interface Settings extends Required<
  Omit<AppOptions, 'log' | 'pollMs' | 'metUngrouped' | 'dashboard' | 'documents' | 'nameOf' | 'admin' | 'mcp'>
> {
  readonly host: string
  readonly port: number
  readonly backends: readonly BackendUrl[]
  /** The store of the tokens: one of the backends, or another one. */
  readonly tokenStore: BackendUrl | undefined
  readonly waitForBackends: number
  readonly demo: boolean
  readonly logLevel: string
  readonly tls: TlsFiles | undefined
  readonly documents: { readonly only: boolean; readonly file: string | undefined }
  /** Which tools MCP has at `/mcp`. Absent: it is not there. */
  readonly mcp: McpTools | undefined
  /** Where traces are sent. */
  readonly otlpEndpoint: URL | undefined
  /** Where `/metrics` has a port of its own. */
  readonly metricsAt: { readonly host: string; readonly port: number } | undefined
}

/** Reads the command line and the environment. Throws a sentence that says what is wrong and what would be right. */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  const { given } = readOptions(options, args, { environment, variableOf: environmentOf })
  return asUsage(() =>
    settingsOf(given.create ? { ...given, backend: given.backend.map(withTables) } : given),
  )
}

const withTables = (url: BackendUrl): BackendUrl => ({ ...url, mayCreate: true })

function settingsOf(given: Given): Settings {
  checkAccess(given)
  return {
    host: given.host,
    port: given.port,
    backends: given.backend,
    auth: given.auth,
    oidc: oidcOf(given),
    tokenStore: tokenStore(given),
    waitForBackends: given['wait-for-backends'],
    demo: given.demo,
    ...bodiesOf(given),
    hosts: { loopback: isLoopback(given.host), allowed: given['allowed-host'] },
    allowedOrigins: given['allowed-origin'],
    proxies: given['trusted-proxy'],
    tls: tlsOf(given),
    maxRequests: given['max-requests'],
    rateLimit: given['rate-limit'],
    statusCacheMs: given['status-cache-ms'],
    limits: limitsOf(given),
    sampleRates: given.sample,
    ...sizesOf(given),
    openExecutions: given['max-open'],
    mostReads: given['max-reads'],
    readMs: given['max-read-ms'],
    queryLimits: queryLimitsOf(given),
    documents: { only: given.documents === 'only', file: given['documents-file'] },
    answerLimits: answerLimitsOf(given),
    outgoingBytes: given['max-outgoing-bytes'],
    maxStreams: given['max-streams'],
    retain: given.retain,
    mcp: given.mcp,
    ...metricsOf(given),
    otlpEndpoint: given['otlp-endpoint'],
    logLevel: given['log-level'],
  }
}

function tlsOf({ 'tls-cert': cert, 'tls-key': key }: Given): TlsFiles | undefined {
  if (cert !== undefined && key !== undefined) return { cert, key }
  if (cert === undefined && key === undefined) return undefined
  throw new Error('--tls-cert and --tls-key go together: give both files, or none.')
}

function metricsOf({ 'no-metrics': isOff, 'metrics-port': port, 'metrics-host': host }: Given) {
  if (isOff && port !== undefined)
    throw new Error('--metrics-port needs metrics, and --no-metrics turns them off.')
  return { metrics: isOff ? undefined : {}, metricsAt: port === undefined ? undefined : { host, port } }
}

function bodiesOf(given: Given) {
  const { 'max-body': maxBody, 'max-body-nodes': maxBodyNodes, 'max-bodies': maxBodies } = given
  if (maxBody <= maxBodies) return { maxBody, maxBodyNodes, maxBodies }
  throw new Error(
    `--max-body ${maxBody} is more than all bodies together may have: --max-bodies is ${maxBodies}.`,
  )
}

const queryLimitsOf = (given: Given): QueryLimits => ({
  cost: given['max-cost'],
  document: {
    tokens: given['max-query-tokens'],
    depth: given['max-query-depth'],
    aliases: given['max-query-aliases'],
    directives: given['max-query-directives'],
    fields: given['max-query-fields'],
  },
})

/** An answer too large for one connection could never be sent. */
function answerLimitsOf(given: Given): AnswerLimits {
  const { 'max-answer-bytes': bytes, 'max-answer-values': values, 'max-outgoing-bytes': outgoing } = given
  if (bytes <= outgoing / 8) return { bytes, values }
  throw new Error(
    `--max-answer-bytes ${bytes} is more than one connection may hold: an eighth of --max-outgoing-bytes, which is ${outgoing}.`,
  )
}

/** Limits of payloads. A larger limit of values raises the default limit of payloads. */
function limitsOf(given: Given): PayloadLimits {
  const {
    'max-value-bytes': valueBytes,
    'max-payload-bytes': payload,
    'keep-large-values': keepLargeValues,
  } = given
  const isUsual = payload === defaultLimits.payloadBytes
  const payloadBytes = isUsual ? Math.max(payload, valueBytes) : payload
  if (payloadBytes >= valueBytes) return { valueBytes, payloadBytes, keepLargeValues }
  throw new Error(
    `--max-payload-bytes ${payloadBytes} is less than one value may have: --max-value-bytes is ${valueBytes}.`,
  )
}

/** Limits of what nodes pass on. A larger limit of outputs raises the default limit of inputs. */
function sizesOf(given: Given): Sizes {
  const { 'max-output-bytes': outputBytes, 'max-input-bytes': input, 'max-answer-bytes': answerBytes } = given
  const inputBytes = input === defaultInputBytes ? Math.max(input, outputBytes) : input
  if (inputBytes < outputBytes) {
    throw new Error(
      `--max-input-bytes ${inputBytes} is less than one output may have: --max-output-bytes is ${outputBytes}.`,
    )
  }
  if (inputBytes <= answerBytes) return { outputBytes, inputBytes }
  throw new Error(
    `An input may have ${inputBytes} bytes, by --max-input-bytes or --max-output-bytes, which is more than an answer may have: --max-answer-bytes is ${answerBytes}.`,
  )
}
