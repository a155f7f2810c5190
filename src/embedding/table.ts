import { options } from '../cli/options/options.ts'
import type { WholeOption } from '../cli/options/kinds.ts'
import type { ExecgraphOptions } from './options.ts'

type Name = keyof ExecgraphOptions

/** Numbers that are options of the command line, too: with its defaults, its bounds and its words. */
const numbers = {
  maxBody: 'max-body',
  maxBodyNodes: 'max-body-nodes',
  maxBodies: 'max-bodies',
  maxRequests: 'max-requests',
  maxStreams: 'max-streams',
  rateLimit: 'rate-limit',
  mostReads: 'max-reads',
  readMs: 'max-read-ms',
  outgoingBytes: 'max-outgoing-bytes',
  outputBytes: 'max-output-bytes',
  inputBytes: 'max-input-bytes',
  openExecutions: 'max-open',
  statusCacheMs: 'status-cache-ms',
} as const satisfies { readonly [name in Name]?: keyof typeof options }

/** The same within an object, which has all of them. */
const within = {
  'limits.valueBytes': 'max-value-bytes',
  'limits.payloadBytes': 'max-payload-bytes',
  'answerLimits.bytes': 'max-answer-bytes',
  'answerLimits.values': 'max-answer-values',
  'queryLimits.cost': 'max-cost',
  'queryLimits.document.tokens': 'max-query-tokens',
  'queryLimits.document.depth': 'max-query-depth',
  'queryLimits.document.fields': 'max-query-fields',
  'queryLimits.document.aliases': 'max-query-aliases',
  'queryLimits.document.directives': 'max-query-directives',
} as const

export const wholeOptions: readonly (readonly [path: string, WholeOption])[] = Object.entries({
  ...numbers,
  ...within,
}).map(([path, own]) => [path, options[own]])

/** What the other options may be, in words and as a check. */
interface Described {
  readonly takes: keyof typeof isA
  /** Absent: it must be given. */
  readonly default?: string
  readonly help: string
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown) => typeof value === 'string'

export const isA = {
  'a text': isText,
  'true or false': (value: unknown) => typeof value === 'boolean',
  'a list of texts': (value: unknown) => Array.isArray(value) && value.every(isText),
  'URLs by name, such as { main: "sqlite:./execgraph.db" }': (value: unknown) =>
    isObject(value) && Object.values(value).every(isText),
  'an object': isObject,
  'a Map': (value: unknown) => value instanceof Map,
  'a logger of pino': (value: unknown) => isObject(value) && typeof value['warn'] === 'function',
  '"none", "tokens" or "oidc"': (value: unknown) => ['none', 'tokens', 'oidc'].some((one) => one === value),
  '"read" or "write"': (value: unknown) => value === 'read' || value === 'write',
  'a whole number of at least 0': (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0,
} as const

export const described = {
  backends: {
    takes: 'URLs by name, such as { main: "sqlite:./execgraph.db" }',
    help: 'the stores, as for `--backend`; what names no backend is written to the first one that takes writes',
  },
  auth: {
    takes: '"none", "tokens" or "oidc"',
    help: 'who is let in; with `"none"`, whoever reaches the handler may read and change everything',
  },
  admin: {
    takes: 'a text',
    default: 'the first backend of `sqlite:` or `postgres:`',
    help: 'the URL of the store of the tokens',
  },
  oidc: {
    takes: 'an object',
    default: 'no issuer',
    help: 'the issuer, its audience, rules for claims, and how browsers sign in',
  },
  waitForBackends: {
    takes: 'a whole number of at least 0',
    default: '`0`',
    help: 'milliseconds to wait while none of the stores is up; one that is down while another is up is opened when it comes',
  },
  retain: {
    takes: 'a text',
    default: 'nothing is deleted',
    help: 'what is deleted by and by, as for `--retain`',
  },
  proxies: {
    takes: 'a list of texts',
    default: 'none',
    help: 'addresses, and ranges of them, whose `X-Forwarded-…` count, for `handle`',
  },
  hosts: {
    takes: 'an object',
    default: 'any name',
    help: 'the names that the handler answers to: `{ loopback, allowed }`',
  },
  allowedOrigins: {
    takes: 'a list of texts',
    default: 'only its own pages',
    help: 'sites whose pages may ask',
  },
  dashboard: { takes: 'true or false', default: '`false`', help: 'whether `/` is the dashboard' },
  mcp: {
    takes: '"read" or "write"',
    default: 'nothing is there',
    help: 'which tools [assistants](mcp.md) have at `/mcp`',
  },
  metrics: { takes: 'an object', default: 'nothing is measured', help: '`{}`: `/metrics` for Prometheus' },
  documents: {
    takes: 'an object',
    default: 'any query',
    help: '`{ trusted, only }`: a Map of query texts by the SHA-256 of each, and whether no others are executed',
  },
  sampleRates: {
    takes: 'a Map',
    default: 'all are kept',
    help: 'the share, 0 to 1, of successful executions to keep, by flow, as for `--sample`',
  },
  limits: {
    takes: 'an object',
    default: 'the defaults below',
    help: 'how much of a payload is stored; `keepLargeValues`: whether the whole of what is cut is stored apart',
  },
  answerLimits: {
    takes: 'an object',
    default: 'the defaults below',
    help: 'how much one answer may have',
  },
  queryLimits: {
    takes: 'an object',
    default: 'the defaults below',
    help: 'what a request may ask for',
  },
  log: {
    takes: 'a logger of pino',
    default: 'warnings and errors, as JSON, to standard output',
    help: 'where to log',
  },
} as const satisfies { readonly [name in Exclude<Name, keyof typeof numbers>]: Described }

const all: Readonly<Record<string, Described>> = described

/** The options for docs/embedding.md. */
export function embeddingTable(): string {
  const others = Object.entries(all).map(
    ([name, { takes, default: usual = 'must be given', help }]) =>
      `| \`${name}\` | ${takes.replace(/\{.*\}/, (code) => `\`${code}\``)} | ${usual} | ${help} |`,
  )
  const whole = wholeOptions.map(
    ([name, { default: usual, least, most, help }]) =>
      `| \`${name}\` | a whole number from ${least} to ${most} | \`${usual}\` | ${help.join('; ')} |`,
  )
  return ['| option | takes | default | |', '|---|---|---|---|', ...others, ...whole].join('\n')
}
