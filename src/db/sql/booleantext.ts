const prefixes = (word: string, least: number) =>
  Array.from({ length: word.length - least + 1 }, (_, index) => word.slice(0, least + index))

/** Texts that Postgres reads as booleans, in any case and between blanks: the unambiguous beginnings of words. */
export const trueWords: readonly string[] = [...prefixes('true', 1), ...prefixes('yes', 1), 'on', '1']
export const falseWords: readonly string[] = [
  ...prefixes('false', 1),
  ...prefixes('no', 1),
  ...prefixes('off', 2),
  '0',
]

/** A verdict's text, read as Postgres reads a boolean; `undefined` if it is none. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '').toLowerCase()
  if (trueWords.includes(word)) return true
  return falseWords.includes(word) ? false : undefined
}
