import type { Backend, Replicated } from '../../../backend.ts'
import type { ChangeListener } from '../../../changes.ts'
import type { Reporter } from '../../../watching/report.ts'
import { type Pool, openPool } from '../pool.ts'
import { connectTimeout } from '../reads.ts'
import { replicaTimeout, readWith } from './reading.ts'
import { createRecent } from './recent.ts'
import { placeTimeout } from './place.ts'
import { type ReplicaServer, createReplicas } from './replicas.ts'

export interface ReplicaOptions {
  /** Connections that read, of each server. Writes have their own. */
  readonly pool: number
  /** Prepared statements. Off behind pgbouncer in transaction mode. */
  readonly prepare: boolean
  /** The URLs of servers with a copy that follows. */
  readonly replicas: readonly string[]
  /** Milliseconds that a replica may be behind. */
  readonly maxLag: number
}

interface Store {
  readonly readOf: (pool: Pool, timeout: number) => Backend['read']
  readonly onChange: (listener: ChangeListener) => void
  readonly report: Reporter
}

interface OpenReplicas extends Replicated {
  readWith(primary: Backend['read']): Backend['read']
  end(): Promise<void>
}

/** Opens the replicas of a server, if there are some. One that cannot be reached is left out until it can. */
export function openReplicas(
  primary: string,
  { replicas: urls, prepare, pool: max, maxLag }: ReplicaOptions,
  { readOf, onChange, report }: Store,
): OpenReplicas | undefined {
  if (urls.length === 0) return undefined
  const open = (url: string, connections: number, timeout: number) =>
    openPool(url, { prepare, max: connections, statementTimeout: timeout, connectTimeout, readOnly: true })
  /** A connection of its own tells where a server is, also while all that read are busy. */
  const places = (url: string) => open(url, 1, placeTimeout)
  const servers = urls.map((url): ReplicaServer => {
    const pool = open(url, max, replicaTimeout)
    return { host: hostOf(url), pool, places: places(url), read: readOf(pool, replicaTimeout) }
  })
  const replicas = createReplicas(places(primary), servers, { maxLag, report })
  const recent = createRecent(maxLag)
  onChange(recent.note)
  void replicas.measure()
  return {
    maxLagMs: maxLag,
    states: replicas.states,
    measure: replicas.measure,
    readWith: (read) => readWith(read, replicas, recent),
    end: replicas.end,
  }
}

const hostOf = (url: string) => {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || 5432}`
}
