/** Kinds of characters, by code. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isLower = (code: number) => code >= 97 && code <= 122
const isUpper = (code: number) => code >= 65 && code <= 90
/** Letters of all scripts, and whatever else is not ASCII but for the marks and blanks that stand between words. */
export const isLetter = (code: number): boolean =>
  isLower(code) || isUpper(code) || (code > 0xbf && !(code >= 0x2000 && code <= 0x206f)) || code === 0xb5
export const isWord = (code: number): boolean => isDigit(code) || isLetter(code)
export const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
export const isBlank = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x3000
/** Of control, and the mark of what could not be read. */
export const isControl = (code: number): boolean =>
  code < 32 || (code >= 127 && code < 160) || code === 0xfffd
export const isSlash = (code: number): boolean => code === 47 || code === 92
/** Of a part of an e-mail address before its `@`. */
export const isLocal = (code: number): boolean =>
  isDigit(code) ||
  isLower(code) ||
  isUpper(code) ||
  code === 46 ||
  code === 95 ||
  code === 37 ||
  code === 43 ||
  code === 45

/** The mark that ends a quotation, by the one that begins it. */
export const closings: ReadonlyMap<number, number> = new Map(
  ["''", '""', '``', '‘’', '“”', '«»', '„“'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
)
