import { turn } from '../db/turn.ts'

/** Rendering that needs statements takes turns by client: one with many documents delays its own only. */
export interface RenderTurns {
  /** Works in the turn of that of the clients for which least is done. */
  take(
    clients: Iterable<string | undefined>,
    work: (client: string | undefined) => Promise<unknown>,
  ): Promise<void>
}

interface Turns {
  running: number
  readonly waiting: (() => void)[]
}

/** So much is done for one client at once. */
const mostAtOnce = 2

export function createRenderTurns(): RenderTurns {
  const byClient = new Map<string | undefined, Turns>()
  const busyness = (client: string | undefined) => {
    const { running, waiting } = byClient.get(client) ?? { running: 0, waiting: [] }
    return running + waiting.length
  }
  return {
    async take(clients, work) {
      const [client] = [...clients].toSorted((one, other) => busyness(one) - busyness(other))
      const own = byClient.get(client) ?? { running: 0, waiting: [] }
      byClient.set(client, own)
      if (own.running < mostAtOnce) own.running += 1
      else await new Promise<void>((go) => void own.waiting.push(go))
      try {
        await work(client)
      } finally {
        // Much of it may need no statement after all.
        await turn()
        const next = own.waiting.shift()
        if (next) next()
        else own.running -= 1
        if (own.running === 0) byClient.delete(client)
      }
    },
  }
}
