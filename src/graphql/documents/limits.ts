import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type ParseOptions,
  type Source,
  parse,
} from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '../access/viewer.ts'
import { turn } from '../../db/turn.ts'
import { coded } from '../errors.ts'
import type { Texts } from './texts.ts'
import { type DocumentLimits, checkShape } from './shape.ts'
import { wrongInTurns, wrongWith } from './validating.ts'

/** Longer query texts are refused before they are parsed. */
const mostBytes = 100 * 1024
/** Validating looks for variables in each fragment, for each operation. */
const mostFragments = 100
/** graphql-js counts the lines before each place that an error names. A thousand errors may name one each. */
const mostLines = 500
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

/** Longer texts are parsed and validated in turns with other requests, until they are cached. */
const longText = 1024

interface Tools {
  readonly limits: DocumentLimits
  readonly texts: Texts
  /** Those of the server. */
  readonly caches: ReturnType<typeof documentCaches<DocumentNode>>
}

/** Finds the text of a query, and limits it before it is validated. */
export function useDocumentLimits<Given extends object>(
  schema: GraphQLSchema,
  { limits, texts, caches }: Tools,
  viewerIn: (given: Given) => Viewer | undefined,
): Plugin<object, Given> {
  const { documentCache, errorCache } = caches
  const validated = new WeakMap<DocumentNode, readonly GraphQLError[]>()
  /** What was found before is found by whoever asks for it at once. */
  async function readInTurns(text: string): Promise<void> {
    await turn()
    try {
      const document = parsed(text, limits)
      documentCache.set(text, document)
      await turn()
      validated.set(document, await wrongInTurns(schema, document, limits))
      await turn()
    } catch (error) {
      errorCache.set(text, error as Error)
    }
  }
  return {
    onParams({ params, setParams, context }): void | Promise<void> {
      if (typeof params.query === 'string') checkText(params.query)
      const text = texts.of(params, viewerIn(context))
      if (text !== undefined) setParams({ ...params, query: text, documentId: undefined } as GraphQLParams)
      const query = text ?? params.query
      if (typeof query !== 'string' || query.length <= longText) return
      if (!documentCache.has(query) && !errorCache.has(query)) return readInTurns(query)
    },
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => parsed(source, limits, options))
    },
    onValidate({ setValidationFn }) {
      setValidationFn(
        (_: GraphQLSchema, document: DocumentNode) =>
          validated.get(document) ?? wrongWith(schema, document, limits),
      )
    },
  }
}

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
  checkShape(document, limits)
  return document
}

function withinTokens(source: string | Source, mostTokens: number, options?: ParseOptions): DocumentNode {
  try {
    const noLocation = hasManyLines(typeof source === 'string' ? source : source.body)
    return parse(source, { ...options, noLocation, maxTokens: mostTokens })
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && /contains more tha[nt] \d+ tokens/.test(error.message)
    if (!isTooLong) throw error
    const message = `The query has more than ${mostTokens} tokens (names, values, brackets). Put values into variables, or ask in several requests.`
    throw tooLarge(message, mostTokens, mostTokens + 1)
  }
}

/** Errors in longer texts name no places. */
function hasManyLines(text: string): boolean {
  let lines = 1
  for (const _ of text.matchAll(/[\n\r]/g)) if (++lines > mostLines) return true
  return false
}

const kept = <Value extends object>() =>
  new LRUCache<string, Value>({ maxSize: mostKept, sizeCalculation: (_, text) => text.length + 1 })

/** Recently parsed documents. */
export const documentCaches = <Document extends object = DocumentNode>() => ({
  documentCache: kept<Document>(),
  errorCache: kept<Error>(),
})
