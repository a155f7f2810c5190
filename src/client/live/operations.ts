import type { LiveError, Payload } from './frames.ts'

export interface Operation {
  readonly query: string
  /** Its SHA-256. Servers that know it are not sent the text. */
  readonly documentId?: string | undefined
  readonly variables?: Readonly<Record<string, unknown>>
}

export interface Handlers {
  /** `tick` is where the stream stood: `<epoch>.<number>`. Numbers of one epoch may be compared. */
  next(payload: Payload, tick: string | undefined): void
  /** The operation was refused, and is over. */
  error?(errors: readonly LiveError[]): void
  /** The server has ended the operation. */
  complete?(): void
  /** Changes may have been missed. Snapshots of everything follow. */
  reset?(): void
}

export interface Running {
  readonly id: string
  readonly operation: Operation
  readonly handlers: Handlers
  /** The server does not know its id. */
  sendsText: boolean
  /** Something of it has come, on this stream or an earlier one. */
  hasShown: boolean
  /** Something of it has come on this stream. */
  isAnswered: boolean
  /** All of its snapshot has come, so that it may go on from a position. */
  isSettled: boolean
}

const notFound = 'PERSISTED_QUERY_NOT_FOUND'

/** What one client watches. */
export function createOperations() {
  const all = new Map<string, Running>()
  let count = 0
  return {
    all,
    add(operation: Operation, handlers: Handlers): Running {
      const id = String(++count)
      const begun = { hasShown: false, isAnswered: false, isSettled: false }
      const running = { id, operation, handlers, sendsText: operation.documentId === undefined, ...begun }
      all.set(id, running)
      return running
    },
    /** Whether it was refused only since its id is not known, and is sent as a text from now on. */
    mustSendText(id: string, [error]: readonly LiveError[]): boolean {
      const running = all.get(id)
      if (!running || running.sendsText || error?.extensions?.['code'] !== notFound) return false
      running.sendsText = true
      return true
    },
    refuse(ids: Iterable<string>, errors: readonly LiveError[]) {
      for (const id of ids) {
        const running = all.get(id)
        all.delete(id)
        guarded(() => running?.handlers.error?.(errors))
      }
    },
    complete(id: string) {
      const running = all.get(id)
      all.delete(id)
      guarded(() => running?.handlers.complete?.())
    },
    next(id: string, payload: Payload, tick: string | undefined) {
      const running = all.get(id)
      if (!running) return
      running.isAnswered = true
      running.hasShown = true
      guarded(() => running.handlers.next(payload, tick))
    },
    /** Everything that the server had said before has come. */
    settle() {
      for (const running of all.values()) running.isSettled ||= running.isAnswered
    },
    /** These, or all, begin anew with a snapshot. */
    reset(ids: Iterable<string> = all.keys()) {
      for (const id of ids) {
        const running = all.get(id)
        if (!running) continue
        running.isSettled = false
        running.isAnswered = false
        if (running.hasShown) guarded(() => running.handlers.reset?.())
      }
    },
  }
}

export type Operations = ReturnType<typeof createOperations>

/** A handler that throws does not end what others watch. */
function guarded(handle: () => void) {
  try {
    handle()
  } catch (error) {
    console.error('execgraph live: a handler threw:', error)
  }
}
