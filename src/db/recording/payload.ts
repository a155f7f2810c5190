import { hash } from 'node:crypto'
import { readEntries } from './jsonentries.ts'

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
export const cutPayload = (value: unknown, limits: PayloadLimits): CutPayload =>
  cutText(JSON.stringify(value), limits)

/** Like `cutPayload`, for a value as `JSON.stringify` writes it. */
export function cutText(
  json: string,
  limits: PayloadLimits,
  bytes: number = Buffer.byteLength(json),
): CutPayload {
  const text = json.startsWith('{') ? objectText(json) : undefined
  const payload = wholePayload(json, bytes, text && firstOf(text))
  if (bytes <= limits.valueBytes || (text && isWithin(text.bytes, limits))) return payload
  const parts = text && hasRoom(text.bytes, limits) ? cutParts(entriesOf(text), limits) : undefined
  return cut(payload, parts, limits)
}

/** Like `cutPayload`, for an object whose values are JSON texts. */
export function cutEntries(entries: readonly Entry[], limits: PayloadLimits): CutPayload {
  const json = `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${one}`).join(',')}}`
  const payload = wholePayload(json, Buffer.byteLength(json), entries[0])
  return payload.bytes <= limits.valueBytes ? payload : cut(payload, cutParts(entries, limits), limits)
}

const wholePayload = (json: string, bytes: number, first: Entry | undefined): CutPayload => ({
  json,
  bytes,
  truncated: [],
  large: [],
  preview: previewOf(first, json),
})

/** Without parts, the payload is truncated as a whole. */
function cut(payload: CutPayload, parts: readonly Part[] | undefined, limits: PayloadLimits): CutPayload {
  const { json, bytes } = payload
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

/** The text of an object, to be read by the places of its bytes. */
interface ObjectText {
  readonly bytes: Buffer
  readonly part: (from: number, end: number) => string
}

function objectText(json: string): ObjectText {
  const bytes = Buffer.from(json)
  // Where each character is a byte, a part of the string is not copied.
  if (bytes.length === json.length) return { bytes, part: (from, end) => json.slice(from, end) }
  return { bytes, part: (from, end) => bytes.toString('utf8', from, end) }
}

function entriesOf(text: ObjectText): Entry[] {
  const entries: Entry[] = []
  readEntries(text.bytes, (key, value, end) => entries.push(entryOf(text, key, value, end)) > 0)
  return entries
}

/** The first entry, as much of it as the preview shows. */
function firstOf(text: ObjectText): Entry | undefined {
  let first: Entry | undefined
  readEntries(text.bytes, (key, value, end) => {
    first = entryOf(text, key, value, Math.min(end, value + 4 * previewLength))
    return false
  })
  return first
}

const entryOf = ({ part }: ObjectText, key: number, value: number, end: number): Entry => [
  JSON.parse(part(key, value - 1)) as string,
  part(value, end),
]

/** Whether an object need not be cut. */
function isWithin(text: Buffer, { valueBytes, payloadBytes }: PayloadLimits): boolean {
  let is = text.length <= payloadBytes
  if (is) readEntries(text, (_, value, end) => (is = end - value <= valueBytes))
  return is
}

/** Whether the values of an object may have `leastBytes` beside its keys. What has very many keys need not be read on. */
function hasRoom(text: Buffer, { valueBytes, payloadBytes }: PayloadLimits): boolean {
  let bytes = 1
  readEntries(text, (key, value, end) => {
    const size = end - value
    // What is left of a value that is cut may be shorter, down to an empty string.
    bytes += value - key + 1 + (size > valueBytes ? 2 : Math.min(size, leastBytes))
    return bytes <= payloadBytes
  })
  return bytes <= payloadBytes
}

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
  for (const [index, size] of Float64Array.from(sizes).toSorted().entries()) {
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
  let text = (json.startsWith('"') ? beginningOf(json, most) : json).slice(0, most)
  for (;;) {
    // Drops the first half of a split surrogate pair.
    const prefix = JSON.stringify(text.replace(/[\ud800-\udbff]$/, ''))
    const bytes = Buffer.byteLength(prefix)
    if (bytes <= most) return prefix
    text = text.slice(0, Math.floor((text.length * most) / bytes))
  }
}

/** So many first characters of a string, or some more, from its JSON: of that a character takes six at most. */
function beginningOf(json: string, characters: number): string {
  const most = 1 + 6 * characters
  if (json.length <= most) return JSON.parse(json) as string
  const begun = json.slice(0, most).replace(/(?<!\\)((?:\\\\)*)\\(?:u[\da-f]{0,3})?$/, '$1')
  return JSON.parse(`${begun}"`) as string
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
