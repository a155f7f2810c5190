const start = 0x9e37_79b9 + 3_923_095

const turned = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))

/** The hash that Postgres has of a text, by which Citus knows the shard of a key: a whole number of 32 bits. */
export function hashOfText(text: string): number {
  const bytes = Buffer.from(text)
  let a = (start + bytes.length) | 0
  let b = a
  let c = a
  let from = 0
  for (; bytes.length - from >= 12; from += 12) {
    a += bytes.readInt32LE(from)
    b += bytes.readInt32LE(from + 4)
    c += bytes.readInt32LE(from + 8)
    a = (a - c) ^ turned(c, 4)
    c += b
    b = (b - a) ^ turned(a, 6)
    a += c
    c = (c - b) ^ turned(b, 8)
    b += a
    a = (a - c) ^ turned(c, 16)
    c += b
    b = (b - a) ^ turned(a, 19)
    a += c
    c = (c - b) ^ turned(b, 4)
    b += a
  }
  const rest = Buffer.alloc(12)
  // The lowest byte of the last part stands for the length, and takes none of the text.
  bytes.copy(rest, 0, from, Math.min(bytes.length, from + 8))
  if (bytes.length > from + 8) bytes.copy(rest, 9, from + 8)
  return ended(a + rest.readInt32LE(0), b + rest.readInt32LE(4), c + rest.readInt32LE(8))
}

function ended(one: number, two: number, three: number): number {
  let [a, b, c] = [one | 0, two | 0, three | 0]
  c = (c ^ b) - turned(b, 14)
  a = (a ^ c) - turned(c, 11)
  b = (b ^ a) - turned(a, 25)
  c = (c ^ b) - turned(b, 16)
  a = (a ^ c) - turned(c, 4)
  b = (b ^ a) - turned(a, 14)
  return ((c ^ b) - turned(b, 24)) | 0
}
