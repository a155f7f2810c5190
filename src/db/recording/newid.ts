import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const size = 16
const random = Buffer.alloc(256 * size)
let used = random.length
let [msecs, seq] = [0, 0]

/** A UUIDv7, greater than all earlier ones of this process. Random bytes are fetched in bulk: fetched per id, they are most of the cost. */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const own = random.subarray(used, (used += size))
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    seq = own.readUInt32BE(6) >>> 1
  } else {
    seq = (seq + 1) | 0
    if (seq === 0) msecs += 1
  }
  return v7({ random: own, msecs, seq })
}
