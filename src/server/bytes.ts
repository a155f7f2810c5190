/** Text that is encoded as it grows. */
export interface Bytes {
  write(text: string): void
  length(): number
  /** What was written, without a copy. */
  all(): Buffer
}

/** `expected`: bytes that are set aside. More are found room for, at the price of a copy. */
export function createBytes(expected: number): Bytes {
  let buffer = Buffer.allocUnsafeSlow(expected)
  let length = 0
  /** A character has at most three bytes. They are counted only if so many would not fit. */
  const fits = (text: string) =>
    3 * text.length <= buffer.length - length || Buffer.byteLength(text) <= buffer.length - length
  return {
    write(text) {
      if (!fits(text)) {
        const grown = Buffer.allocUnsafeSlow(2 * buffer.length + 3 * text.length)
        buffer.copy(grown, 0, 0, length)
        buffer = grown
      }
      length += buffer.write(text, length)
    },
    length: () => length,
    all: () => buffer.subarray(0, length),
  }
}
