import { setTimeout as pause } from 'node:timers/promises'
import { type ConnectionOptions, type Connection, openConnection } from './connection.ts'
import { type Line, createLine } from './line.ts'

/** At most this many connections, which are closed together. */
export interface Connections {
  /** A caller enters the line before it takes a connection. */
  readonly line: Line
  take(): Connection
  giveBack(connection: Connection): void
  end(): Promise<void>
}

/** How long running work may take when the connections are closed. */
const farewell = 1_000

export function createConnections(url: string, max: number, options: ConnectionOptions): Connections {
  const idle: Connection[] = []
  const busy = new Set<Connection>()
  let whenFree: (() => void) | undefined
  return {
    line: createLine(max),
    take() {
      let one = idle.pop()
      for (; one?.isWorn(); one = idle.pop()) void one.end()
      one ??= openConnection(url, options)
      busy.add(one)
      return one
    },
    giveBack(one) {
      busy.delete(one)
      if (whenFree || one.isWorn()) void one.end()
      else idle.push(one)
      if (busy.size === 0) whenFree?.()
    },
    async end() {
      const free = new Promise<void>((resolve) => {
        whenFree = resolve
      })
      await Promise.all(idle.splice(0).map((one) => one.end()))
      if (busy.size > 0) await Promise.race([free, pause(farewell)])
      await Promise.all([...busy].map((one) => one.end()))
    },
  }
}
