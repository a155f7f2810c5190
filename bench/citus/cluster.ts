import postgres from 'postgres'

interface Place {
  readonly host: string
  readonly port: number
}

/** The workers of the cluster that a URL names the coordinator of. */
export async function workersOf(url: string): Promise<Place[]> {
  return connected(url, async (sql) => [
    ...(await sql<Place[]>`
      select nodename as host, nodeport as port
      from pg_dist_node
      where noderole = 'primary' and groupid > 0 and isactive
      order by groupid
    `),
  ])
}

/** Runs `work` on a new database of a cluster, whose rows go to these workers. It is gone after. */
export async function withCluster<T>(
  url: string,
  workers: readonly Place[],
  work: (url: string) => Promise<T>,
): Promise<T> {
  const name = `bench_${process.pid}_${Date.now()}`
  const servers = [url, ...workers.map((worker) => at(url, worker))]
  const made: string[] = []
  try {
    for (const server of servers) {
      await connected(server, (sql) => sql.unsafe(`create database ${name}`))
      made.push(server)
      await connected(inDatabase(server, name), (sql) => sql.unsafe('create extension citus'))
    }
    const own = inDatabase(url, name)
    await connected(own, async (sql) => {
      const { hostname, port } = new URL(url)
      await sql`select citus_set_coordinator_host(${hostname}, ${Number(port || 5432)})`
      for (const { host, port } of workers) await sql`select citus_add_node(${host}, ${port})`
    })
    return await work(own)
  } finally {
    for (const server of made)
      await connected(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`))
  }
}

const at = (url: string, { host, port }: Place) => Object.assign(new URL(url), { hostname: host, port }).href

const inDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: name }).href

async function connected<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
