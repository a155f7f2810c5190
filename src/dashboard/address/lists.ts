import { type Search, valuesOf } from './query.ts'

/** The values of `a,b`. A comma or a backslash within a value has a backslash before it. */
export function listIn(text: string): string[] {
  const values: string[] = []
  let value = ''
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!
    if (char === '\\' && index + 1 < text.length) {
      index += 1
      value += text[index]!
    } else if (char === ',') {
      values.push(value)
      value = ''
    } else value += char
  }
  return [...values, value].filter((one) => one !== '')
}

export const listText = (values: readonly string[]) =>
  values.map((value) => value.replace(/[\\,]/g, (char) => `\\${char}`)).join(',')

/** All values of a key, whether it was repeated or has several at once. */
export const listed = (search: Search, key: string): string[] => valuesOf(search, key).flatMap(listIn)
