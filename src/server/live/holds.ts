import type { SentOperation } from '../../graphql/live/documents.ts'
import type { Prepared } from '../../live/events.ts'
import type { Place, Weight } from './places.ts'

/** What the operations of one stream take of the bounds of all. */
export interface Holds {
  /** Throws if there is no room. */
  take(id: string, operation: SentOperation, prepared: Prepared): void
  release(id: string): void
  /** The stream is over. */
  end(): void
}

/** `charge` throws if the client has asked for too much. */
export function createHolds(place: Place, charge: (cost: number) => void): Holds {
  const weights = new Map<string, Weight>()
  let isOver = false
  const release = (id: string) => {
    const weight = weights.get(id)
    if (weight) place.release(weight)
    weights.delete(id)
  }
  return {
    take(id, { query }, { topic, cost }) {
      charge(cost)
      const weight = weightOf(query, topic)
      place.hold(weight)
      release(id)
      weights.set(id, weight)
    },
    release,
    end() {
      if (isOver) return
      isOver = true
      for (const weight of weights.values()) place.release(weight)
      place.leave()
    },
  }
}

const weightOf = (query: string, topic: Prepared['topic']): Weight => ({
  characters: query.length,
  ids: topic.on === 'executions' ? topic.ids.length : 0,
  filters: topic.on === 'runs' ? 1 : 0,
  looks: topic.on === 'queue' || topic.on === 'attention' ? 1 : 0,
})
