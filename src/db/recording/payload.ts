import { hash } from 'node:crypto'

/** What a payload may hold. */
export interface PayloadLimits {
  /** Bytes of one of its top-level values. */
  readonly valueBytes: number
  /** Bytes of all of it. */
  readonly payloadBytes: number
  /** Whether what is cut off is kept whole beside it. */
  readonly keepLargeValues: boolean
}

export const defaultLimits: PayloadLimits = {
  valueBytes: 10_240,
  payloadBytes: 1_048_576,
  keepLargeValues: false,
}

/** A value that was cut: its key, or `null` for the payload as a whole, and its true size. */
export interface TruncatedKey {
  readonly name: string | null
  readonly bytes: number
}

export interface LargeValue extends TruncatedKey {
  readonly json: string
}

/** A JSON value as it is stored. */
export interface CutPayload {
  /** In place of a value that was cut stands its beginning, as a string. */
  readonly json: string
  /** Its size before it was cut. */
  readonly bytes: number
  readonly truncated: readonly TruncatedKey[]
  /** The whole values that were cut, where they are kept. */
  readonly large: readonly LargeValue[]
  /** Its first value, as a line of text. */
  readonly preview: string
}

/** A top-level value of an object, as JSON text. */
export type Entry = readonly [name: string, json: string]

interface Part extends LargeValue {
  readonly name: string
  /** What is stored of it, as JSON. */
  kept: string
}

/** With a longer key the object is cut as a whole: the list of what was cut would be as large as what is left. */
const longestKey = 255
/** Rather than cut all values to less than this, the object is cut as a whole. */
const leastBytes = 16

/**
 * A JSON value within the limits. Of an object each value is cut by itself, and if it is too large still, the largest
 * ones are cut further; anything else counts as one value. Sizes are those of the JSON text in UTF-8.
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

/** The same of an object whose values are JSON texts. */
export const cutEntries = (entries: readonly Entry[], limits: PayloadLimits): CutPayload =>
  cut(`{${entries.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`, entries, limits)

/** The same of a JSON text that is no object. */
export const cutText = (
  json: string,
  limits: PayloadLimits,
  bytes: number = Buffer.byteLength(json),
): CutPayload => cut(json, undefined, limits, bytes)

/** Of what is small enough only the first entry is looked at. */
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

/** A literal may hold a variable that was not given: JSON leaves its key out. */
const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, one]) => one !== undefined)

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The values of an object within the limits; none when its keys alone are too much. */
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

/** The size to which the largest ones must be cut so that all of them fit. */
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

/** The beginning of a string, or of a value's JSON, as a JSON string of at most so many bytes. */
function prefixOf(json: string, most: number): string {
  let text = (json.startsWith('"') ? (JSON.parse(json) as string) : json).slice(0, most)
  for (;;) {
    // A character outside the first plane is two units: its first half alone is none.
    const prefix = JSON.stringify(text.replace(/[\ud800-\udbff]$/, ''))
    const bytes = Buffer.byteLength(prefix)
    if (bytes <= most) return prefix
    text = text.slice(0, Math.floor((text.length * most) / bytes))
  }
}

const previewLength = 50

/** The first value of an object with its key, or the value itself, as a line of text. */
function previewOf(entry: Entry | undefined, json: string): string {
  const text = entry ? `${entry[0]}: ${entry[1]}` : json
  const line = text.slice(0, previewLength).toWellFormed().replaceAll('\0', '\ufffd')
  return text.length > previewLength ? `${line}…` : line
}

/** Under what kind the large values of a node's result are stored. */
export const nodeKind = ({ nodeId, attempt }: { nodeId: string; attempt: number }): string =>
  `node ${largeName(nodeId, attempt)}`

/** The name that a large value is stored under. Keys may be longer than an index takes. */
export const largeName = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64url')
