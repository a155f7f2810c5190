import type { Live } from './live.ts'
import type { Handlers, Operation } from './operations.ts'
import { type Asked, type Port, type Told, asleepMs, hereMs, silentMs } from './portmessages.ts'
import { createState } from './state.ts'

/**
 * Watches by the connection that serves this port, such as that of a SharedWorker. `open` gives a port, and another one
 * when that one has no other end any longer.
 */
export function connectPort(open: () => Port): Live {
  const watched = new Map<number, { readonly operation: Operation; readonly handlers: Handlers }>()
  const state = createState()
  let count = 0

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
  const take = (told: Told) => {
    if (told.what === 'state') state.set(told.state)
    else if (told.what === 'forgotten') beginAnew()
    else if (told.what === 'next') watched.get(told.id)?.handlers.next(told.payload, told.tick)
    else if (told.what === 'reset') watched.get(told.id)?.handlers.reset?.()
    else if (told.what === 'error') ended(told.id)?.error?.(told.errors)
    else ended(told.id)?.complete?.()
  }
  const line = createLine(open, take)
  const { ask } = line
  const here = setInterval(() => {
    if (line.isDead()) {
      line.openAnew()
      state.set({ phase: 'connecting' })
      beginAnew()
    }
    ask({ what: 'here' })
  }, hereMs)
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

/** A port, and whether somebody is at its other end. */
function createLine(open: () => Port, take: (told: Told) => void) {
  let [heardAt, askedAt] = [Date.now(), Date.now()]
  const opened = (): Port => {
    heardAt = Date.now()
    const one = open()
    one.addEventListener('message', (event) => {
      if (one !== port) return
      heardAt = Date.now()
      take((event as { readonly data: Told }).data)
    })
    one.start()
    return one
  }
  let port = opened()
  return {
    ask: (asked: Asked) => port.postMessage(asked),
    /** Must be called before each question that is to be answered. */
    isDead() {
      const now = Date.now()
      if (now - askedAt > asleepMs) heardAt = now
      askedAt = now
      return now - heardAt > silentMs
    },
    openAnew: () => void (port = opened()),
  }
}
