import { createReadStream, statSync } from 'node:fs'

/** A line of a text, without its end. */
export interface Line {
  readonly number: number
  readonly text: string
  /** The text ends without the end of this line. */
  readonly isCut: boolean
  /** How many bytes were read up to its end. */
  readonly bytes: number
}

/** No line of an export is longer: one value of 64 MiB, with all of it escaped. */
const longest = 400 * 1024 * 1024

const newline = 10

/** The lines of a stream of bytes, of which one is held at a time. Empty ones are left out. */
export async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let held: Buffer[] = []
  let [size, number, bytes] = [0, 0, 0]
  const taken = (last: Buffer, isCut = false): Line | undefined => {
    number += 1
    bytes += last.length + 1 + size
    const text = Buffer.concat([...held, last])
      .toString('utf8')
      .trim()
    held = []
    size = 0
    return text === '' ? undefined : { number, text, isCut, bytes }
  }
  for await (const chunk of stream) {
    let begin = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, begin)) {
      const line = taken(chunk.subarray(begin, end))
      if (line) yield line
      begin = end + 1
    }
    const rest = chunk.subarray(begin)
    if (rest.length > 0) held.push(rest)
    size += rest.length
    if (size > longest) throw new Error(`Line ${number + 1} has more than ${longest} bytes.`)
  }
  if (size > 0) {
    const line = taken(Buffer.alloc(0), true)
    if (line) yield line
  }
}

/** The bytes of a file, or of standard input. Throws a sentence. */
export function bytesOf(file: string | undefined): {
  stream: AsyncIterable<Buffer>
  size: number | undefined
} {
  if (file === undefined) return { stream: process.stdin, size: undefined }
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Error(`There is no file "${file}".`)
  if (found.isDirectory()) throw new Error(`"${file}" is a folder, and no file.`)
  return { stream: createReadStream(file, { highWaterMark: 1024 * 1024 }), size: found.size }
}
