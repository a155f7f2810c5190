import { backslash, closeArray, closeObject, comma, openArray, openObject, quote } from '../json/jsonbytes.ts'

/**
 * Calls `take` with the places of each entry of an object, until it returns false: where its key, its value and what
 * follows begin. `text` is what `JSON.stringify` made. Its bytes are read several times as fast as the entries of an
 * object that has very many keys.
 */
export function readEntries(
  text: Uint8Array,
  take: (key: number, value: number, end: number) => boolean,
): void {
  let key = 1
  while (text[key] === quote) {
    const value = endOfText(text, key) + 1
    const end = endOfValue(text, value)
    if (!take(key, value, end)) return
    key = end + 1
  }
}

/** The place after the text that begins here. */
function endOfText(text: Uint8Array, from: number): number {
  let end = text.indexOf(quote, from + 1)
  while (isEscaped(text, end)) end = text.indexOf(quote, end + 1)
  return end + 1
}

/** Whether an odd number of backslashes stands before this place. */
function isEscaped(text: Uint8Array, place: number): boolean {
  let at = place
  while (text[at - 1] === backslash) at--
  return (place - at) % 2 === 1
}

/** The place of the comma or brace after the value that begins here. */
function endOfValue(text: Uint8Array, from: number): number {
  let open = 0
  let at = from
  for (;;) {
    const byte = text[at]
    if (open === 0 && (byte === comma || byte === closeObject)) return at
    if (byte === openArray || byte === openObject) open++
    else if (byte === closeArray || byte === closeObject) open--
    at = byte === quote ? endOfText(text, at) : at + 1
  }
}
