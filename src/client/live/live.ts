import type { Client } from './client.ts'
import { createConnection } from './connection.ts'
import { type Handlers, type Operation, createOperations } from './operations.ts'
import type { LiveOptions } from './requests.ts'
import { whenBack } from './returning.ts'
import { type LiveState, createState } from './state.ts'

export interface Live {
  /** Watches until the returned function is called, the server ends it, or it is refused. */
  subscribe(operation: Operation, handlers: Handlers): () => void
  state(): LiveState
  /** Calls back with each new state, until the returned function is called. */
  onState(listener: (state: LiveState) => void): () => void
  /** The server's clock, in epoch milliseconds. */
  serverNow(): number
  close(): void
}

/** Watches a server by one stream, whatever is watched, and opens another when it is lost. */
export function connectLive(options: LiveOptions): Live {
  const operations = createOperations()
  const state = createState()
  const client: Client = { options, operations, state, position: undefined }
  const connection = createConnection(client)
  const endBack = whenBack(connection.hurry)
  let [isClosed, isDue] = [false, false]

  /** What is begun and ended in one turn goes by one request. */
  const updateSoon = () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      connection.update()
    })
  }
  return {
    subscribe(operation, handlers) {
      if (isClosed) throw new Error('The connection was closed. Make a new one.')
      const { id } = operations.add(operation, handlers)
      updateSoon()
      return () => {
        if (operations.all.delete(id)) updateSoon()
      }
    },
    state: state.get,
    onState: state.on,
    serverNow: () => Date.now() + state.get().clockAhead,
    close() {
      isClosed = true
      endBack()
      operations.all.clear()
      connection.update()
    },
  }
}
