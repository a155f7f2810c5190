import type { Live } from './live.ts'
import { type Asked, type Port, type Told, goneMs } from './portmessages.ts'

/** Lets the page at the other end watch by this connection. It goes in a SharedWorker's `onconnect`. */
export function servePort(live: Live, port: Port): void {
  const stops = new Map<number, () => void>()
  let endState: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (told: Told) => port.postMessage(told)

  const stop = (id: number) => {
    stops.get(id)?.()
    stops.delete(id)
  }
  const leave = () => {
    clearTimeout(timer)
    ;[...stops.keys()].forEach(stop)
    endState?.()
    endState = undefined
  }
  const isHere = () => {
    clearTimeout(timer)
    timer = setTimeout(leave, goneMs)
    if (endState) return
    tell({ what: 'state', state: live.state() })
    endState = live.onState((state) => tell({ what: 'state', state }))
  }
  const subscribe = ({ id, operation }: Extract<Asked, { what: 'subscribe' }>) => {
    const ended = live.subscribe(operation, {
      next: (payload, tick) => tell({ what: 'next', id, payload, tick }),
      complete: () => tell({ what: 'complete', id }),
      reset: () => tell({ what: 'reset', id }),
      error: (errors) => tell({ what: 'error', id, errors }),
    })
    stop(id)
    stops.set(id, ended)
  }
  port.addEventListener('message', (event) => {
    const { data: asked } = event as { readonly data: Asked }
    if (asked.what === 'bye') return leave()
    if (endState) {
      if (asked.what === 'here') tell({ what: 'state', state: live.state() })
    } else tell({ what: 'forgotten' })
    isHere()
    if (asked.what === 'subscribe') subscribe(asked)
    else if (asked.what === 'stop') stop(asked.id)
  })
  port.start()
  isHere()
}
