import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Viewer, openViewer } from '../access/viewer.ts'
import { badInput, coded } from '../errors.ts'

/** Texts of documents by the SHA-256 of each. */
export type Manifest = ReadonlyMap<string, string>

/** Which documents are executed. */
export interface DocumentOptions {
  /** Those that the server's operator trusts. Until they are there, none are known. */
  readonly trusted: Manifest | Promise<Manifest>
  /** No others are executed, but for whoever has a token with the scope ADMIN. */
  readonly only: boolean
}

/** What a client sends of a document: its text, its id, or both. */
export interface SentDocument {
  readonly query?: unknown
  readonly documentId?: unknown
  readonly extensions?: unknown
}

export interface Texts {
  /** The text that is meant. `undefined`: the query as it is, whatever it is. Throws if it may not be executed. */
  of(sent: SentDocument, viewer: Viewer | undefined): string | undefined
}

/** Texts that clients have registered, by count and characters. They never displace trusted ones. */
const mostRegistered = 1_000
const mostCharacters = 2 * 2 ** 20

/** Knows documents by id: trusted ones, and, where others are executed too, those that clients register (APQ). */
export function createTexts({ trusted, only }: DocumentOptions): Texts {
  let known: Manifest = new Map()
  let texts: ReadonlySet<unknown> = new Set()
  const learn = (manifest: Manifest) => {
    known = manifest
    texts = new Set(manifest.values())
  }
  if (trusted instanceof Promise) void trusted.then(learn)
  else learn(trusted)
  const registered = new LRUCache<string, string>({
    max: mostRegistered,
    maxSize: mostCharacters,
    sizeCalculation: ({ length }) => length + 1,
  })
  return {
    of(sent, viewer) {
      const { query } = sent
      const isRefused = only && !isAdmin(viewer)
      const asked = idIn(sent)
      if (query != null) {
        if (asked) check(query, asked)
        if (isRefused && !texts.has(query)) throw notTrusted(asked?.field ?? 'query', viewer)
        if (asked && !only && typeof query === 'string' && !known.has(asked.id))
          registered.set(asked.id, query)
        return undefined
      }
      if (!asked) return undefined
      const text = known.get(asked.id) ?? registered.get(asked.id)
      if (text !== undefined) return text
      throw isRefused ? notTrusted(asked.field, viewer) : notFound(asked)
    },
  }
}

interface AskedId {
  readonly id: string
  readonly field: 'documentId' | 'extensions.persistedQuery'
}

function idIn({ documentId, extensions }: SentDocument): AskedId | undefined {
  if (documentId != null) return { id: checkedId(documentId, 'documentId'), field: 'documentId' }
  const { persistedQuery } = Object(extensions) as { persistedQuery?: unknown }
  if (persistedQuery == null) return undefined
  const { version, sha256Hash } = Object(persistedQuery) as { version?: unknown; sha256Hash?: unknown }
  const field = 'extensions.persistedQuery'
  if (version !== 1) throw badInput(`"${field}.version" must be 1.`, { field: `${field}.version` })
  return { id: checkedId(sha256Hash, `${field}.sha256Hash`), field }
}

function checkedId(id: unknown, field: string): string {
  const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(typeof id === 'string' ? id : '') ?? []
  if (hex !== undefined) return hex
  throw badInput(`"${field}" must be a SHA-256 of 64 hexadecimal digits, in small letters.`, { field })
}

function check(query: unknown, { id, field }: AskedId) {
  if (typeof query !== 'string') return
  if (hash('sha256', query) !== id)
    throw badInput(`"${field}" is not the SHA-256 of the text in "query".`, { field })
}

/** Clients of the APQ form go by the message or the code, and only by answers with status 200. */
const notFound = ({ field }: AskedId) =>
  field === 'documentId'
    ? coded('PERSISTED_QUERY_NOT_FOUND', 'This server knows no document of this id. Send its text.', {
        field,
        http: { status: 404 },
      })
    : coded('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { field, http: { status: 200 } })

/** On a server without authentication everybody has all scopes, and nobody is known: it has no admin. */
const isKnown = (viewer: Viewer | undefined) => viewer !== undefined && viewer !== openViewer
const isAdmin = (viewer: Viewer | undefined) => isKnown(viewer) && viewer!.scopes.has('ADMIN')

function notTrusted(field: string, viewer: Viewer | undefined) {
  const which = 'those of its dashboard, client and worker, and of --documents-file'
  const others = isKnown(viewer) ? ' Others need a token with the scope "admin".' : ''
  const message = `This server executes only documents that it trusts: ${which}.${others}`
  return coded('FORBIDDEN', message, { field, http: { status: 403 } })
}
