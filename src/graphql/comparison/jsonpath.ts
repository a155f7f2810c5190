import type { JsonPath } from './jsondifferences.ts'

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/
/** Keys may be as long as a payload. */
const longestPathText = 1_000

/** A path as JSONPath writes it, `$.layers[3].size` or `$["a b"]`, cut for display. */
export function pathText(path: JsonPath): string {
  let text = '$'
  for (const key of path) {
    text += step(key)
    if (text.length > longestPathText) return `${text.slice(0, longestPathText).toWellFormed()}…`
  }
  return text
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  const shown = key.slice(0, longestPathText)
  return plain.test(shown) ? `.${shown}` : `[${JSON.stringify(shown)}]`
}
