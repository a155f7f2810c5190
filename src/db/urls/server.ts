/** Why a Postgres server could not be used, with what to check. `direct`: what to do behind a pooler. */
export function whyNotServer(url: string, reason: string, direct: string): string {
  const { hostname, port, pathname, username } = new URL(url)
  const place = `${hostname}:${port || 5432}`
  if (reason.includes('startup parameter'))
    return `${reason}. A pooler such as pgbouncer seems to answer on ${place}: ${direct}.`
  const why = reason.includes('CONNECT_TIMEOUT') ? `${place} did not answer in time` : reason
  const database = pathname.slice(1) || username
  return `${why}. Check that Postgres 15 or later answers on ${place}, and that the user may use database "${database}".`
}
