import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type ParseOptions,
  type SelectionSetNode,
  type Source,
  parse,
  visit,
} from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '../access/viewer.ts'
import { coded } from '../errors.ts'
import type { Texts } from './texts.ts'
import { type DocumentLimits, checkShape } from './shape.ts'

/** Longer query texts are refused before they are parsed. */
const mostBytes = 100 * 1024
/** The cost of validation grows with the square of the fragments. */
const mostFragments = 100
/** Validating compares each two fields of one selection that are answered under the same name. */
const mostRepeats = 50
/** Characters of query texts whose documents are cached. A document takes about forty times the memory of its text. */
const mostKept = 2 * 2 ** 20

const tooLarge = (message: string, limit: number, received?: number) =>
  coded('TOO_LARGE', message, {
    field: 'query',
    limit,
    ...(received !== undefined && { received }),
    http: { status: 413 },
  })

/** Throws if a query is longer than may be parsed. */
export function checkText(query: string): void {
  const received = Buffer.byteLength(query)
  if (received <= mostBytes) return
  const message = `The query text has ${received} bytes. The limit is ${mostBytes}. Put values into variables.`
  throw tooLarge(message, mostBytes, received)
}

/** Finds the text of a query, and limits it before it is validated. */
export const useDocumentLimits = <Given extends object>(
  limits: DocumentLimits,
  texts: Texts,
  viewerIn: (given: Given) => Viewer | undefined,
): Plugin<object, Given> => ({
  onParams({ params, setParams, context }) {
    if (typeof params.query === 'string') checkText(params.query)
    const text = texts.of(params, viewerIn(context))
    if (text !== undefined) setParams({ ...params, query: text, documentId: undefined } as GraphQLParams)
  },
  onParse({ setParseFn }) {
    setParseFn((source: string | Source, options?: ParseOptions) => parsed(source, limits, options))
  },
})

/** Throws if it is larger than may be validated. */
export function parsed(
  source: string | Source,
  limits: DocumentLimits,
  options?: ParseOptions,
): DocumentNode {
  const document = withinTokens(source, limits.tokens, options)
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length
  if (fragments > mostFragments) {
    const message = `The query has ${fragments} fragments. The limit is ${mostFragments}.`
    throw tooLarge(message, mostFragments, fragments)
  }
  visit(document, { SelectionSet: checkRepeats })
  checkShape(document, limits)
  return document
}

function checkRepeats({ selections }: SelectionSetNode) {
  if (selections.length <= mostRepeats) return
  const times = new Map<string, number>()
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue
    const { value: name } = selection.alias ?? selection.name
    const received = (times.get(name) ?? 0) + 1
    if (received > mostRepeats) {
      const message = `The query selects "${name}" more than ${mostRepeats} times in one place. Select it once.`
      throw tooLarge(message, mostRepeats, received)
    }
    times.set(name, received)
  }
}

function withinTokens(source: string | Source, mostTokens: number, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: mostTokens })
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && /contains more tha[nt] \d+ tokens/.test(error.message)
    if (!isTooLong) throw error
    const message = `The query has more than ${mostTokens} tokens (names, values, brackets). Put values into variables, or ask in several requests.`
    throw tooLarge(message, mostTokens, mostTokens + 1)
  }
}

const kept = <Value extends object>() =>
  new LRUCache<string, Value>({ maxSize: mostKept, sizeCalculation: (_, text) => text.length + 1 })

/** Recently parsed documents. */
export const documentCaches = <Document extends object = DocumentNode>() => ({
  documentCache: kept<Document>(),
  errorCache: kept<Error>(),
})
