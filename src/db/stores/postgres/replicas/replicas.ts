import type { Backend, Replica } from '../../../backend.ts'
import type { Meter } from '../../../meter.ts'
import type { Reporter } from '../../../watching/report.ts'
import type { Pool } from '../pool.ts'
import { createPositions } from './lag.ts'
import { placeOf, replayed, written } from './place.ts'

/** A replica that is read from. */
export interface ReplicaServer {
  /** Its name and port. */
  readonly host: string
  readonly pool: Pool
  /** Where it says how far it is. */
  readonly places: Pool
  readonly read: Backend['read']
}

interface Standing extends ReplicaServer {
  /** A moment up to which it has all. `undefined`: not known, or it did not answer. */
  seenUntil: number | undefined
  /** How far it was behind when it was last asked. */
  lagMs: number | null
  isReachable: boolean
  /** What the log said last. */
  told: 'good' | 'away' | 'behind'
}

export interface Replicas {
  /** One that is not too far behind, the same for all reads of a request if it can be; `undefined`: none. */
  choose(meter: Meter): ReplicaServer | undefined
  /** It is left out until it answers again. */
  failed(server: ReplicaServer): void
  /** Asks all where they are. */
  measure(): Promise<void>
  /** As they were when they were last asked. */
  states(): readonly Replica[]
  end(): Promise<void>
}

interface Options {
  /** Milliseconds that a replica may be behind. */
  readonly maxLag: number
  readonly report: Reporter
}

/** Milliseconds between two looks at the least. */
const mostOften = 100

/** `primary`: where the primary says how far it is. */
export function createReplicas(
  primary: Pool,
  servers: readonly ReplicaServer[],
  { maxLag, report }: Options,
): Replicas {
  const all = servers.map(notYetAsked)
  const chosen = new WeakMap<Meter, Standing>()
  let measuredAt = -Infinity
  let ended = false

  const isGood = ({ isReachable, seenUntil = -Infinity }: Standing) =>
    isReachable && performance.now() - seenUntil <= maxLag
  const tell = (one: Standing) => {
    if (ended) return
    const is = isGood(one) ? 'good' : one.isReachable ? 'behind' : 'away'
    if (is !== one.told) report({ what: 'replica', host: one.host, is, lagMs: one.lagMs })
    one.told = is
  }
  const look = createLooks(primary, all, tell)
  const measure = async () => {
    measuredAt = performance.now()
    await look()
  }
  /** While somebody reads, replicas are asked a few times within the lag that they may have. */
  const keepMeasured = () => {
    if (performance.now() - measuredAt > Math.max(mostOften, maxLag / 4)) void measure()
  }
  return {
    choose(meter) {
      keepMeasured()
      const before = chosen.get(meter)
      if (before && isGood(before)) return before
      const next = leastUsed(all.filter(isGood))
      if (next) chosen.set(meter, next)
      return next
    },
    failed(server) {
      const one = all.find((standing) => standing === server)!
      one.isReachable = false
      tell(one)
    },
    measure,
    states: () => all.map(({ host, lagMs, isReachable }) => ({ host, lagMs, reachable: isReachable })),
    async end() {
      ended = true
      await Promise.all(
        [primary, ...all.flatMap(({ pool, places }) => [pool, places])].map((one) => one.end()),
      )
    },
  }
}

/** Asks the primary where it is, and then each replica. One that does not answer holds none of the others up. */
function createLooks(primary: Pool, all: readonly Standing[], tell: (one: Standing) => void) {
  const positions = createPositions()
  let origin: string | undefined
  const lookAt = async (one: Standing) => {
    const found = await placeOf(one.places, replayed)
    // The copy of another server is none of this one.
    const position = found?.origin === origin ? (found?.position ?? null) : null
    one.isReachable = position !== null
    one.seenUntil = position === null ? undefined : positions.seenUntil(position)
    one.lagMs = one.seenUntil === undefined ? null : Math.round(performance.now() - one.seenUntil)
    tell(one)
  }
  const lookAtPrimary = oneAtATime(async () => {
    const asked = performance.now()
    const found = await placeOf(primary, written)
    if (found?.position != null) positions.note(found.position, asked)
    origin = found?.origin ?? origin
  })
  const looks = all.map((one) => oneAtATime(() => lookAt(one)))
  return async () => {
    await lookAtPrimary()
    await Promise.all(looks.map((look) => look()))
  }
}

/** Who asks while it is under way gets the same. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined
  return () => (underWay ??= work().finally(() => (underWay = undefined)))
}

const notYetAsked = (server: ReplicaServer): Standing => ({
  ...server,
  ...{ seenUntil: undefined, lagMs: null, isReachable: false, told: 'good' },
})

const leastUsed = (some: readonly Standing[]): Standing | undefined => {
  const used = ({ pool }: Standing) => pool.occupancy().used
  return some.toSorted((one, other) => used(one) - used(other))[0]
}
