import { coded } from '../../graphql/errors.ts'

export const defaultMaxStreams = 2_000

/** What open streams hold, over all of them and by the address of the client. */
export interface Places {
  /** Takes a place for a stream. Throws if there is none. */
  take(address: string): Place
}

export interface Place {
  /** Counts what an operation holds. Throws if there is no room for it. */
  hold(weight: Weight): void
  release(weight: Weight): void
  leave(): void
}

/** What an operation holds. */
export interface Weight {
  /** Characters of its text. */
  readonly characters: number
  /** Ids that it watches. */
  readonly ids: number
  /** Filters that it watches. */
  readonly filters: number
  /** Whether it is read anew whenever something changes: 1 or 0. */
  readonly looks: number
}

/** Over all streams. Those of one address may hold half. */
const most: Weight = { characters: 32 * 1024 ** 2, ids: 500_000, filters: 2_000, looks: 2_000 }
const names = {
  characters: 'characters of queries',
  ids: 'ids',
  filters: 'filters',
  looks: 'queues or attentions',
} as const
const kinds = ['characters', 'ids', 'filters', 'looks'] as const

interface Held {
  streams: number
  characters: number
  ids: number
  filters: number
  looks: number
}

const nothing = (): Held => ({ streams: 0, characters: 0, ids: 0, filters: 0, looks: 0 })

export function createPlaces(mostStreams: number): Places {
  const all = nothing()
  const byAddress = new Map<string, Held>()

  return {
    take(address) {
      const own = byAddress.get(address) ?? nothing()
      const mostOfOne = Math.ceil(mostStreams / 2)
      if (all.streams >= mostStreams) throw noPlace('everybody', mostStreams, all.streams + 1)
      if (own.streams >= mostOfOne) throw noPlace('your address', mostOfOne, own.streams + 1)
      byAddress.set(address, own)
      own.streams += 1
      all.streams += 1
      const add = (weight: Weight, sign: 1 | -1) => {
        for (const held of [all, own]) for (const what of kinds) held[what] += sign * weight[what]
      }
      return {
        hold(weight) {
          for (const what of kinds) {
            const limit = Math.min(most[what] - all[what], most[what] / 2 - own[what])
            if (weight[what] > 0 && weight[what] > limit) throw noRoom(names[what], most[what] / 2)
          }
          add(weight, 1)
        },
        release: (weight) => add(weight, -1),
        leave() {
          own.streams -= 1
          all.streams -= 1
          if (own.streams === 0 && byAddress.get(address) === own) byAddress.delete(address)
        },
      }
    },
  }
}

const again = { status: 429, headers: { 'retry-after': '5' } }

const noPlace = (whose: string, limit: number, received: number) =>
  coded('RATE_LIMITED', `At most ${limit} streams of ${whose} may be open. Close one, or ask again later.`, {
    limit,
    received,
    http: again,
  })

const noRoom = (what: string, limit: number) =>
  coded('RATE_LIMITED', `The streams of your address, or of all, watch too many ${what}. Watch fewer.`, {
    limit,
    http: again,
  })
