import { defaultQueryLimits } from '../../graphql/cost/limits.ts'
import { defaultMaxRequests } from '../../server/requests/underway.ts'
import { text, whole } from './kinds.ts'

const { cost, document } = defaultQueryLimits
const most = 1_000_000

/** Limits of what requests ask for. */
export const queryOptions = {
  'max-cost': whole({
    default: cost,
    least: 1_000,
    most: 1_000_000_000,
    help: ['what a request may cost, worked out before anything is read; the formula is in docs/limits.md'],
  }),
  'rate-limit': whole({
    default: 0,
    most: 1_000_000_000,
    help: [
      'what one client (a token, else an address) may ask for in a second, as cost; what it leaves adds up for 10 s',
      '0: as much as the other limits let through',
    ],
  }),
  'max-requests': whole({
    default: defaultMaxRequests,
    least: 1,
    most: 1_000_000,
    help: [
      'requests that may be under way at once, claims that wait among them; streams apart',
      'one address may have half of them',
    ],
  }),
  'documents': text({
    default: 'any',
    values: ['any', 'only'],
    read: modeOf,
    help: [
      'any, or only: then no query is executed but those of the dashboard, the worker and --documents-file',
      'who sends a token with the scope admin may send any all the same',
    ],
  }),
  'documents-file': text({
    shown: 'file',
    absent: undefined,
    read: (file: string): string | undefined => file,
    help: ['JSON with further documents that are trusted: an object of texts by the SHA-256 of each'],
  }),
  'max-query-tokens': whole({
    default: document.tokens,
    least: 100,
    most,
    help: ['tokens of a query: names, values, brackets'],
  }),
  'max-query-depth': whole({
    default: document.depth,
    least: 5,
    most: 100,
    help: ['levels of fields of a query'],
  }),
  'max-query-fields': whole({
    default: document.fields,
    least: 100,
    most,
    help: ['fields of a query, those of a fragment wherever it is spread'],
  }),
  'max-query-aliases': whole({ default: document.aliases, least: 10, most, help: ['aliases of a query'] }),
  'max-query-directives': whole({ default: document.directives, most, help: ['directives of a query'] }),
}

function modeOf(mode: string, source: string): 'any' | 'only' {
  if (mode === 'any' || mode === 'only') return mode
  throw new Error(`${source} must be any or only, not "${mode.slice(0, 100)}".`)
}
