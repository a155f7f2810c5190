/** Where the frames of one subscriber go. */
export interface Sink {
  /** Returns false if the subscriber has not taken what was written before. `drained` of the outbox is called then. */
  write(bytes: Buffer): boolean
  end(): void
}

/** Bytes that wait for subscribers, over all of them. */
export interface WaitingBytes {
  /** Returns false if there is no room for them. */
  add(bytes: number): boolean
  remove(bytes: number): void
  /** Frames and bytes that were put so far, how often too much waited, and the bytes that wait. */
  figures(): Readonly<Record<'frames' | 'bytes' | 'lost' | 'waiting', number>>
  lose(): void
}

/** What waits for one subscriber: the newest frame of each key. */
export interface Outbox {
  put(key: string, parts: readonly Buffer[]): void
  /** Writes what waits, if the subscriber has taken the last write. */
  flush(): void
  /** The subscriber has taken what was written. */
  drained(): void
  /** Resolves when the subscriber has taken what was written, or has gone. */
  room(): Promise<void>
  close(): void
}

const mostWaitingBytes = 256 * 1024 ** 2

export function createWaitingBytes(most = mostWaitingBytes): WaitingBytes {
  const sent = { frames: 0, bytes: 0, lost: 0 }
  let all = 0
  return {
    figures: () => ({ ...sent, waiting: all }),
    lose: () => void (sent.lost += 1),
    add(bytes) {
      if (all + bytes > most) return false
      all += bytes
      sent.frames += 1
      sent.bytes += bytes
      return true
    },
    remove: (bytes) => void (all -= bytes),
  }
}

/** What may wait for one subscriber. */
const mostKeys = 5_000
const mostBytes = 4 * 1024 ** 2
/** So much is written at once while the subscriber keeps up. */
const writeBytes = 256 * 1024

/** `lost`: too much waited, so it was forgotten, and the subscriber has taken the last write by now. */
export function createOutbox(sink: Sink, waiting: WaitingBytes, lost: () => void): Outbox {
  const frames = new Map<string, readonly Buffer[]>()
  let bytes = 0
  let [isBlocked, isLost, isClosed] = [false, false, false]
  let callers: (() => void)[] = []

  const remove = (key: string) => {
    const parts = frames.get(key)
    if (!parts) return
    const length = lengthOf(parts)
    bytes -= length
    waiting.remove(length)
    frames.delete(key)
  }
  const forget = () => {
    waiting.remove(bytes)
    bytes = 0
    frames.clear()
  }
  const flush = () => {
    if (isBlocked || isClosed || frames.size === 0) return
    const whole = Buffer.concat([...frames.values()].flat(), bytes)
    forget()
    isBlocked = !sink.write(whole)
  }
  const free = () => {
    isBlocked = false
    for (const go of callers.splice(0)) go()
  }
  const overflow = () => {
    forget()
    waiting.lose()
    isLost = true
  }
  return {
    put(key, parts) {
      if (isLost || isClosed) return
      // The newest comes last, so that frames are in the order of their ticks.
      remove(key)
      const length = lengthOf(parts)
      if (!waiting.add(length)) return overflow()
      frames.set(key, parts)
      bytes += length
      if (bytes >= writeBytes) flush()
      if (isBlocked && (frames.size > mostKeys || bytes > mostBytes)) overflow()
    },
    flush,
    drained() {
      if (isClosed) return
      free()
      if (!isLost) return flush()
      isLost = false
      lost()
    },
    room: () => (isBlocked && !isClosed ? new Promise((go) => void callers.push(go)) : Promise.resolve()),
    close() {
      isClosed = true
      forget()
      callers.splice(0).forEach((go) => go())
    },
  }
}

const lengthOf = (parts: readonly Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0)
