import { isUtf8 } from 'node:buffer'
import { jsonInTurns } from '../json/jsontext.ts'
import { parseInTurns, parseJson } from '../json/longjson.ts'
import { createBreaks } from '../turn.ts'

// What an engine stores in an encoding of its own is decoded here, after it was read: a cast in SQL fails on the first
// text that is not JSON, and the whole page with it. Nothing here throws.

/** A text or bytes, as an engine stores them. */
export type Stored = string | Uint8Array

/** A value as JSON. */
export interface DecodedJson {
  readonly json: string
  /**
   * `null`: the JSON is all of the value. `superjson`: it is the value without the types that JSON does not have. Any
   * other name: it is one string with what is stored, in Base64 if that is no text.
   */
  readonly encoding: string | null
}

/** What stands for no JSON whatever it looks like, such as the pickles of Python: they are programs, and are not run. */
const opaque = /pickle|base64/i

/** What a row names as the encoding of a text that is no JSON and is shown as it is. */
export const plainText = 'plain text'

/** Longer texts are parsed and made in turns with other work. */
const long = 65_536

/** `encoding`: what the engine calls it; `null` if it says nothing. */
export async function decodedJson(stored: Stored, encoding: string | null): Promise<DecodedJson> {
  const text = textOf(stored)
  if (text === undefined) return { json: JSON.stringify(base64Of(stored)), encoding: 'base64' }
  try {
    if (encoding !== null && opaque.test(encoding)) return await asString(text, encoding)
    const value = await parsedText(text)
    if (!isSuperJson(value, encoding)) return { json: text, encoding: null }
    return { json: await jsonInTurns(value.json), encoding: value.meta === undefined ? null : 'superjson' }
  } catch {
    return asString(text, encoding ?? 'text')
  }
}

/** The message in an error. What is no error that one knows of is shown as it is. */
export async function decodedError(stored: Stored, encoding: string | null): Promise<string> {
  const text = textOf(stored)
  if (text === undefined) return base64Of(stored)
  try {
    if (encoding !== null && opaque.test(encoding)) return text
    const value = await parsedText(text)
    const error = isSuperJson(value, encoding) ? value.json : value
    if (typeof error === 'string') return error
    const said = isObject(error) ? [error['message'], error['name']] : []
    return said.find((one): one is string => typeof one === 'string' && one !== '') ?? text
  } catch {
    return messageIn(text) ?? text
  }
}

const parsedText = async (text: string): Promise<unknown> =>
  text.length > long ? parseInTurns(Buffer.from(text)) : parseJson(text)

/** Of a text that was cut, the message, or its beginning. */
function messageIn(text: string): string | undefined {
  const [, message] = /"message":"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\["\\/bfnrt])*)/.exec(text) ?? []
  return message === undefined ? undefined : (JSON.parse(`"${message}"`) as string)
}

const textOf = (stored: Stored): string | undefined => {
  if (typeof stored === 'string') return stored
  return isUtf8(stored) ? Buffer.from(stored).toString() : undefined
}

const base64Of = (stored: Stored) => Buffer.from(stored as Uint8Array).toString('base64')

/** A piece at a time: what is cut apart are at most the two halves of a character, which JSON writes one by one. */
async function asString(text: string, encoding: string): Promise<DecodedJson> {
  const breaks = createBreaks()
  const parts: string[] = []
  for (let at = 0; at < text.length; at += long) {
    parts.push(JSON.stringify(text.slice(at, at + long)).slice(1, -1))
    if (breaks.isDue()) await breaks.take()
  }
  return { json: `"${parts.join('')}"`, encoding }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface SuperJson {
  readonly json: unknown
  /** Which values are of types that JSON does not have. */
  readonly meta?: unknown
}

/** Either the engine says so, or the value itself, as DBOS marks it. */
const isSuperJson = (value: unknown, encoding: string | null): value is SuperJson =>
  isObject(value) &&
  'json' in value &&
  (encoding?.includes('superjson') === true || value['__dbos_serializer'] === 'superjson')

/** A row that names the encoding of its text. Those of other sources do not have the column: their texts are plain. */
export interface Encoded {
  readonly encoding?: string | null
}

/** The rows with their JSON decoded. */
export const decodedRows = <
  Name extends string,
  Row extends Encoded & { readonly [key in Name]: string | null },
>(
  rows: Row[],
  name: Name,
): Promise<Row[]> =>
  eachDecoded(rows, name, async (stored, encoding) => {
    const { json, encoding: note } = await decodedJson(stored, encoding)
    return { [name]: json, encoding: note }
  })

/** The rows with their errors decoded. */
export const decodedErrors = <
  Name extends string,
  Row extends Encoded & { readonly [key in Name]: string | null },
>(
  rows: Row[],
  name: Name,
): Promise<Row[]> =>
  eachDecoded(rows, name, async (stored, encoding) => {
    return { [name]: await decodedError(stored, encoding) }
  })

async function eachDecoded<
  Name extends string,
  Row extends Encoded & { readonly [key in Name]: string | null },
>(
  rows: Row[],
  name: Name,
  decode: (stored: Stored, encoding: string | null) => Promise<object>,
): Promise<Row[]> {
  // All rows of a statement have the column, or none.
  if (rows[0]?.encoding === undefined) return rows
  const breaks = createBreaks()
  const decoded: Row[] = []
  for (const row of rows) {
    const { [name]: stored, encoding = null } = row
    const isPlain = stored === null || encoding === plainText
    decoded.push(isPlain ? row : { ...row, ...(await decode(stored, encoding)) })
    if (breaks.isDue()) await breaks.take()
  }
  return decoded
}
