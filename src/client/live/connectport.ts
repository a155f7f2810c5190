import type { Live } from './live.ts'
import type { Handlers, Operation } from './operations.ts'
import { type Asked, type Port, type Told, hereMs } from './portmessages.ts'
import { createState } from './state.ts'

/** Watches by the connection that serves this port, such as that of a SharedWorker. */
export function connectPort(port: Port): Live {
  const watched = new Map<number, { readonly operation: Operation; readonly handlers: Handlers }>()
  const state = createState()
  let count = 0
  const ask = (asked: Asked) => port.postMessage(asked)
  const here = setInterval(() => ask({ what: 'here' }), hereMs)

  const ended = (id: number) => {
    const handlers = watched.get(id)?.handlers
    watched.delete(id)
    return handlers
  }
  const beginAnew = () => {
    for (const [id, { operation, handlers }] of watched) {
      handlers.reset?.()
      ask({ what: 'subscribe', id, operation })
    }
  }
  port.addEventListener('message', (event) => {
    const { data: told } = event as { readonly data: Told }
    if (told.what === 'state') state.set(told.state)
    else if (told.what === 'forgotten') beginAnew()
    else if (told.what === 'next') watched.get(told.id)?.handlers.next(told.payload, told.tick)
    else if (told.what === 'reset') watched.get(told.id)?.handlers.reset?.()
    else if (told.what === 'error') ended(told.id)?.error?.(told.errors)
    else ended(told.id)?.complete?.()
  })
  port.start()
  return {
    subscribe(operation, handlers) {
      const id = ++count
      watched.set(id, { operation, handlers })
      ask({ what: 'subscribe', id, operation })
      return () => {
        if (watched.delete(id)) ask({ what: 'stop', id })
      }
    },
    state: state.get,
    onState: state.on,
    serverNow: () => Date.now() + state.get().clockAhead,
    close() {
      clearInterval(here)
      watched.clear()
      ask({ what: 'bye' })
    },
  }
}
