import { hash } from 'node:crypto'

/** Size limits of a payload. */
export interface PayloadLimits {
  /** Bytes of one top-level value. */
  readonly valueBytes: number
  /** Bytes of the whole payload. */
  readonly payloadBytes: number
  /** Whether truncated values are also stored whole. */
  readonly keepLargeValues: boolean
}

export const defaultLimits: PayloadLimits = {
  valueBytes: 10_240,
  payloadBytes: 1_048_576,
  keepLargeValues: false,
}

/** A truncated value: its key, or `null` for the whole payload, and its original size. */
export interface TruncatedKey {
  readonly name: string | null
  readonly bytes: number
}

export interface LargeValue extends TruncatedKey {
  readonly json: string
}

/** A JSON value as it is stored. */
export interface CutPayload {
  /** A truncated value is replaced by its beginning, as a string. */
  readonly json: string
  /** Size before truncation. */
  readonly bytes: number
  readonly truncated: readonly TruncatedKey[]
  /** The truncated values, whole, if they are kept. */
  readonly large: readonly LargeValue[]
  /** The first value as a line of text. */
  readonly preview: string
}

/** A top-level value of an object, as JSON text. */
export type Entry = readonly [name: string, json: string]

interface Part extends LargeValue {
  readonly name: string
  /** The stored part, as JSON. */
  kept: string
}

/** If a truncated value has a longer key, the object is truncated as a whole: the list of keys would be as large as the rest. */
const longestKey = 255
/** If values had to be cut below this many bytes, the object is truncated as a whole. */
const leastBytes = 16

/**
 * Truncates a JSON value to the limits. In an object, each value is cut by itself; if the object is still too large,
 * its largest values are cut further. Anything else counts as one value. Sizes are those of the JSON text in UTF-8.
 */
export function cutPayload(
  value: unknown,
  limits: PayloadLimits,
  json: string = JSON.stringify(value),
): CutPayload {
  if (!isPlainObject(value)) return cutText(json, limits)
  const entries = entriesOf(value)
  const isSmall = Buffer.byteLength(json) <= limits.valueBytes
  const texts = (isSmall ? entries.slice(0, 1) : entries).map(([name, one]): Entry => [
    name,
    JSON.stringify(one),
  ])
  return cut(json, texts, limits)
}

/** Like `cutPayload`, for an object whose values are JSON texts. */
export const cutEntries = (entries: readonly Entry[], limits: PayloadLimits): CutPayload =>
  cut(`{${entries.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`, entries, limits)

/** Like `cutPayload`, for a JSON text that is no object. */
export const cutText = (
  json: string,
  limits: PayloadLimits,
  bytes: number = Buffer.byteLength(json),
): CutPayload => cut(json, undefined, limits, bytes)

/** For a payload that is small enough, only the first entry is read. */
function cut(
  json: string,
  entries: readonly Entry[] | undefined,
  limits: PayloadLimits,
  bytes: number = Buffer.byteLength(json),
): CutPayload {
  const payload = { json, bytes, truncated: [], large: [], preview: previewOf(entries?.[0], json) }
  if (bytes <= limits.valueBytes) return payload
  const parts = entries && cutParts(entries, limits)
  const large: LargeValue[] = parts ? parts.filter(isCut) : [{ name: null, json, bytes }]
  return {
    ...payload,
    json: parts ? objectOf(parts) : prefixOf(json, limits.valueBytes),
    truncated: large.map(({ name, bytes: size }) => ({ name, bytes: size })),
    large: limits.keepLargeValues
      ? large.map(({ name, json: text, bytes: size }) => ({ name, json: text, bytes: size }))
      : [],
  }
}

/** A literal may hold a variable that was not given: JSON omits its key. */
const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, one]) => one !== undefined)

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The values of an object, truncated to the limits. `undefined` if the object must be truncated as a whole. */
function cutParts(
  entries: readonly Entry[],
  { valueBytes, payloadBytes }: PayloadLimits,
): Part[] | undefined {
  const parts = entries.map(([name, json]) => partOf(name, json, valueBytes))
  const overhead = parts.reduce((sum, { name }) => sum + Buffer.byteLength(JSON.stringify(name)) + 2, 1)
  const most = levelFor(
    parts.map(({ kept }) => Buffer.byteLength(kept)),
    payloadBytes - overhead,
  )
  if (most < leastBytes) return undefined
  for (const part of parts) if (Buffer.byteLength(part.kept) > most) part.kept = prefixOf(part.json, most)
  return parts.some((part) => isCut(part) && part.name.length > longestKey) ? undefined : parts
}

function partOf(name: string, json: string, most: number): Part {
  const bytes = Buffer.byteLength(json)
  return { name, json, bytes, kept: bytes > most ? prefixOf(json, most) : json }
}

const isCut = ({ json, kept }: Part) => kept !== json

/** The size to which the largest values must be cut so that all fit. */
function levelFor(sizes: readonly number[], room: number): number {
  let left = room
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - index))
    if (size > share) return share
    left -= size
  }
  return Number.POSITIVE_INFINITY
}

const objectOf = (parts: readonly Part[]) =>
  `{${parts.map(({ name, kept }) => `${JSON.stringify(name)}:${kept}`).join(',')}}`

/** The beginning of a string, or of a value's JSON, as a JSON string of at most this many bytes. */
function prefixOf(json: string, most: number): string {
  let text = (json.startsWith('"') ? (JSON.parse(json) as string) : json).slice(0, most)
  for (;;) {
    // Drops the first half of a split surrogate pair.
    const prefix = JSON.stringify(text.replace(/[\ud800-\udbff]$/, ''))
    const bytes = Buffer.byteLength(prefix)
    if (bytes <= most) return prefix
    text = text.slice(0, Math.floor((text.length * most) / bytes))
  }
}

const previewLength = 50

/** The first entry of an object, or the value itself, as a line of text. */
function previewOf(entry: Entry | undefined, json: string): string {
  const text = entry ? `${entry[0]}: ${entry[1]}` : json
  const line = text.slice(0, previewLength).toWellFormed().replaceAll('\0', '\ufffd')
  return text.length > previewLength ? `${line}…` : line
}

/** The kind under which the large values of a node's result are stored. */
export const nodeKind = ({ nodeId, attempt }: { nodeId: string; attempt: number }): string =>
  `node ${largeName(nodeId, attempt)}`

/** The name under which a large value is stored. It is a hash, since keys may be longer than an index allows. */
export const largeName = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64url')
