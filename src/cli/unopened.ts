import type { BackendKind } from '../db/kind.ts'

/** Why a Postgres server could not be used, with what to check, without the URL, which may hold a password. */
export function whyNotServer({ kind, url }: { kind: BackendKind; url: string }, reason: string): string {
  const { hostname, port, pathname, username } = new URL(url)
  const place = `${hostname}:${port || 5432}`
  const why = reason.includes('CONNECT_TIMEOUT') ? `${place} did not answer in time` : reason
  if (reason.includes('startup parameter'))
    return `${reason}. A pooler such as pgbouncer seems to answer on ${place}: ${kind === 'metaflow' ? 'use the URL of the server itself' : 'add ?prepare=false to the URL'}.`
  const database = pathname.slice(1) || username
  return `${why}. Check that Postgres 15 or later answers on ${place}, and that the user may use database "${database}".`
}
