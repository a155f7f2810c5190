import { turn } from '../../db/turn.ts'

/** So many bytes are copied before others have their turn: memory that is new to the process makes copying slow. */
const turnBytes = 512 * 1024
/** So many chunks are joined as they come if they are short, because each takes more memory than its few bytes. */
const [manyChunks, shortChunks] = [64, 256 * 1024]

/** Keeps the chunks of a body until it is whole. */
export function createChunks() {
  const chunks: Buffer[] = []
  let first = 0
  let looseBytes = 0
  let bytes = 0
  const settle = () => {
    if (looseBytes <= shortChunks) chunks.push(Buffer.concat(chunks.splice(first)))
    first = chunks.length
    looseBytes = 0
  }
  return {
    add(chunk: Buffer) {
      chunks.push(chunk)
      bytes += chunk.length
      looseBytes += chunk.length
      if (chunks.length - first >= manyChunks) settle()
    },
    bytes: () => bytes,
    all: (): readonly Buffer[] => chunks,
    /** Joins them in turns with other work, and lets go of them. */
    async join(): Promise<Buffer> {
      const own = chunks.splice(0)
      if (bytes <= turnBytes) return Buffer.concat(own, bytes)
      const whole = Buffer.allocUnsafeSlow(bytes)
      let [place, spent] = [0, 0]
      for (let chunk = own.shift(); chunk; chunk = own.shift()) {
        if (spent + chunk.length > turnBytes) {
          await turn()
          spent = 0
        }
        spent += chunk.length
        place += chunk.copy(whole, place)
      }
      return whole
    },
  }
}
