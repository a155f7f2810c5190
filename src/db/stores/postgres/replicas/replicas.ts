import type { Backend, Replica } from '../../../backend.ts'
import type { Meter } from '../../../meter.ts'
import type { Reporter } from '../../../watching/report.ts'
import type { Pool } from '../pool.ts'
import { createPositions } from './lag.ts'

/** A replica that is read from. */
export interface ReplicaServer {
  /** Its name and port. */
  readonly host: string
  readonly pool: Pool
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

/** How long a server may take to say where it is. */
const patience = 1_000
/** Milliseconds between two looks at the least. */
const mostOften = 100

export function createReplicas(
  primary: Pool,
  servers: readonly ReplicaServer[],
  { maxLag, report }: Options,
): Replicas {
  const all = servers.map(notYetAsked)
  const positions = createPositions()
  const chosen = new WeakMap<Meter, Standing>()
  let measuring: Promise<void> | undefined
  let measuredAt = -Infinity
  let origin: string | undefined

  const isGood = ({ isReachable, seenUntil = -Infinity }: Standing) =>
    isReachable && performance.now() - seenUntil <= maxLag
  const tell = (one: Standing) => {
    const is = isGood(one) ? 'good' : one.isReachable ? 'behind' : 'away'
    if (is !== one.told) report({ what: 'replica', host: one.host, is, lagMs: one.lagMs })
    one.told = is
  }
  const look = async (one: Standing, origin: string | undefined) => {
    const found = await placeOf(one.pool, replayed)
    // The copy of another server is none of this one.
    const position = found?.origin === origin ? (found?.position ?? null) : null
    one.isReachable = position !== null
    one.seenUntil = position === null ? undefined : positions.seenUntil(position)
    one.lagMs = one.seenUntil === undefined ? null : Math.round(performance.now() - one.seenUntil)
    tell(one)
  }
  const lookAtAll = async () => {
    const asked = performance.now()
    const found = await placeOf(primary, written)
    if (found?.position != null) positions.note(found.position, asked)
    origin = found?.origin ?? origin
    await Promise.all(all.map((one) => look(one, origin)))
    measuredAt = performance.now()
  }
  const measure = () => (measuring ??= lookAtAll().finally(() => (measuring = undefined)))
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
      await Promise.all(all.map(({ pool }) => pool.end()))
      await measuring
    },
  }
}

const notYetAsked = (server: ReplicaServer): Standing => ({
  ...server,
  ...{ seenUntil: undefined, lagMs: null, isReachable: false, told: 'good' },
})

const leastUsed = (some: readonly Standing[]): Standing | undefined => {
  const used = ({ pool }: Standing) => pool.occupancy().used
  return some.toSorted((one, other) => used(one) - used(other))[0]
}

interface Place {
  readonly position: number | null
  /** Which cluster of servers it is of, and which of its databases is read. */
  readonly origin: string
}

const place = (position: string) => `select ${position} as position,
  (select system_identifier from pg_control_system()) || ' ' || current_database() as origin`

/** What was committed before is in the log up to there. */
const written = place(`(pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint`)
/** `null`: it is no replica, or no longer. */
const replayed = place(
  `case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint end`,
)

/** Not given if the server does not say. */
async function placeOf(pool: Pool, text: string): Promise<Place | undefined> {
  const asked = pool.use(patience, ({ sql }) => sql.unsafe<Place[]>(text))
  const [row] = await asked.catch(() => [])
  return row
}
