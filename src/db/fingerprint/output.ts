/** What stands for something that varies: a quotation, or a number, an id, an address, a time. */
export type Placeholder = '""' | '#'

/** Lists of things that vary have one placeholder, however many there are. */
const separators = new Set([' ', ',', ';', '|', '-', ':', '+'])
/** Marks that lines are drawn with, however long these are. */
const drawn = new Set(['-', '=', '.', '_', '*', '~', '#', '^', '!', '+'])

/** The text without what varies, as far as it is made. */
export interface Output {
  blank(): void
  word(text: string): void
  symbol(text: string): void
  placeholder(kind: Placeholder): void
  text(): string
}

export function createOutput(): Output {
  const pieces: string[] = []
  let isBlank = false
  /** The number of pieces when the last placeholder was put, if only separators came after it. */
  let listed: number | undefined
  let last: Placeholder | undefined

  const put = (piece: string) => {
    if (isBlank && pieces.length > 0) pieces.push(' ')
    isBlank = false
    pieces.push(piece)
  }
  return {
    blank: () => void (isBlank = true),
    word(text) {
      put(text)
      listed = undefined
    },
    symbol(text) {
      if (!isBlank && drawn.has(text) && pieces.at(-1) === text) return
      put(text)
      if (!separators.has(text)) listed = undefined
    },
    placeholder(kind) {
      if (listed !== undefined && last === kind) {
        pieces.length = listed
        isBlank = false
        return
      }
      put(kind)
      listed = pieces.length
      last = kind
    },
    text: () => pieces.join(''),
  }
}
