import type { Kind } from '../../kind.ts'
import { serverUrl, thresholds, whole } from '../../urls/options.ts'
import type { CitusMode } from './citus/layout.ts'
import { whyNotServer } from '../../urls/server.ts'

export const postgres: Kind = {
  kind: 'postgres',
  schemes: ['postgres', 'postgresql'],
  usage: 'postgres://user@host/database',
  parse(name, rest) {
    const { url, params } = serverUrl(name, `postgres:${rest}`, [
      ...['write-pool', 'prepare', 'direct', 'replica', 'max-lag', 'citus'],
    ])
    const prepare = params.get('prepare') ?? 'true'
    if (prepare !== 'true' && prepare !== 'false') {
      throw new Error(`Backend "${name}": prepare=${prepare} is neither true nor false.`)
    }
    const citus = citusMode(name, params)
    const options = {
      pool: whole(name, params, 'pool', { otherwise: 8, most: 1_000 }),
      writePool: whole(name, params, 'write-pool', { otherwise: 4, most: 1_000 }),
      prepare: prepare === 'true',
      direct: directUrl(name, params.get('direct')),
      replicas: params.getAll('replica').map((text) => replicaUrl(name, text, url)),
      maxLag: whole(name, params, 'max-lag', { otherwise: 1_000, most: 60_000 }),
      thresholds: thresholds(name, params),
      citus,
    }
    return {
      keepsTokens: true,
      async open(report, whyNotBeside) {
        // A server over SQLite alone starts without the driver and dialect of Postgres.
        const { openPostgres } = await import('./open.ts')
        return openPostgres(name, url.href, { ...options, whyNotBeside }, report)
      },
      async inspect() {
        const { inspectPostgres, inspectReplica } = await import('./inspect.ts')
        // And one that hears of changes, and one that tells of them.
        const connections = options.pool + options.writePool + 2
        const own = await inspectPostgres(options.direct ?? url.href, connections, citus !== undefined)
        const others = await Promise.all(options.replicas.map(inspectReplica))
        return [...own, ...others.flat()]
      },
      backup:
        'A Postgres database is backed up by its own tools: pg_dump --format=custom, or a base backup with archived logs.',
      distribution: {
        async plan(asked) {
          const { distributionAt } = await import('./distribute/distribute.ts')
          return distributionAt(options.direct ?? url.href, citus !== undefined).plan(asked)
        },
        async carryOut(plan, asked, told) {
          const { distributionAt } = await import('./distribute/distribute.ts')
          await distributionAt(options.direct ?? url.href, citus !== undefined).carryOut(plan, asked, told)
        },
      },
      async snapshot() {
        const { snapshotOfPostgres } = await import('./snapshot.ts')
        return snapshotOfPostgres(name, options.direct ?? url.href, options)
      },
      whyNot: (reason) => whyNotServer(url.href, reason, 'add ?prepare=false to the URL'),
      whyNotRetain: () => undefined,
    }
  },
}

function citusMode(name: string, params: URLSearchParams): CitusMode | undefined {
  const text = params.get('citus') ?? 'false'
  const modes = new Map([
    ['false', undefined],
    ['true', 'cluster'],
    ['shapes', 'shapes'],
  ] as const)
  if (!modes.has(text as 'true'))
    throw new Error(`Backend "${name}": citus=${text} is neither true nor false.`)
  if (text !== 'true' || !params.has('replica')) return modes.get(text as 'true')
  throw new Error(
    `Backend "${name}": citus=true and replica= exclude each other. A replica of the coordinator has none of the shards.`,
  )
}

/** It may hold a password, as the other one. */
export function directUrl(name: string, text: string | null): string | undefined {
  return text === null ? undefined : secondUrl(name, 'direct', 'the server itself', text).href
}

/** Without a user, a password or a database, they are those of the primary. */
function replicaUrl(name: string, text: string, primary: URL): string {
  const url = secondUrl(name, 'replica', 'a streaming replica', text)
  if (url.username === '') {
    url.username = primary.username
    url.password = primary.password
  }
  if (url.pathname.length < 2) url.pathname = primary.pathname
  return url.href
}

function secondUrl(name: string, option: string, of: string, text: string): URL {
  const url = URL.parse(text)
  const isServer = url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== ''
  const others = [...(url?.searchParams.keys() ?? [])].filter((other) => other !== 'sslmode')
  if (isServer && others.length === 0) return url
  throw new Error(
    `Backend "${name}": ${option}= must be the URL of ${of}, postgres://user:password@host:5432/database, with characters like # & + in it written as %23 %26 %2B, and no option but sslmode.`,
  )
}
