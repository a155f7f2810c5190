import { turn } from '../turn.ts'

/** How many characters are scanned before others have their turn. */
const mostCharacters = 1_000_000

/**
 * Splits a JSON list into its elements' texts without parsing them, since a list may have megabytes. Returns
 * `undefined` if the text is no list or has more elements. The text must be as `JSON.stringify` writes it.
 */
export async function splitList(json: string, most: number): Promise<string[] | undefined> {
  if (json[0] !== '[') return undefined
  const elements: string[] = []
  let [begin, depth, next] = [1, 0, mostCharacters]
  for (let at = 1; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === quote) at = endOfText(json, at)
    else if (code === openList || code === openObject) depth += 1
    else if (code === closeObject) depth -= 1
    else if (code === comma && depth === 0) {
      elements.push(json.slice(begin, at))
      if (elements.length === most) return undefined
      begin = at + 1
    } else if (code === closeList && --depth < 0 && begin < at) elements.push(json.slice(begin, at))
    if (at > next) {
      await turn()
      next = at + mostCharacters
    }
  }
  return elements
}

const [quote, comma, openList, closeList, openObject, closeObject] = [0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d]
const backslash = 0x5c

/** The position of a string's closing quote: the first one with an even number of backslashes before it. */
function endOfText(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); ; at = json.indexOf('"', at + 1)) {
    let before = at - 1
    while (json.charCodeAt(before) === backslash) before -= 1
    if ((at - before) % 2 === 1) return at
  }
}
