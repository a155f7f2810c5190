import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { localQueue } from '../../src/db/queue/local.ts'
import { parseBackend } from '../../src/db/url.ts'
import { startOne } from '../setup/ask/queue.ts'
import { asking, dagOf, never, newKind } from '../setup/ask/waiting.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'
import { type Workplace, neverPoll, openWorkplace, until } from '../setup/servers/workers.ts'

describe.each(postgresKinds)('telling others, on %s,', (kind) => {
  let place: Workplace
  let sql: Sql
  beforeAll(async () => {
    place = await openWorkplace({ kind }, { pollMs: neverPoll })
    sql = openSql(place.api.places[0]!)
    await sql.run('create extension if not exists pg_stat_statements')
  })
  afterAll(async () => {
    await sql.close()
    await place.close()
  })
  const own = `datname = current_database() and application_name = 'execgraph'`
  const listeners = async () =>
    (await sql.run(`select pid from pg_stat_activity where ${own} and query like 'listen %'`)).map(
      ({ pid }) => pid as number,
    )
  const another = (options = '') => openBackend(parseBackend(`main=${place.api.places[0]!.url}${options}`))

  it('opens no connection before there is something to tell or to hear', async () => {
    const tellers = () => sql.run(`select 1 from pg_stat_activity where ${own} and query like '%pg_notify%'`)
    await place.api.data('{ queue { ready { value } } }')
    expect([await tellers(), await listeners()]).toEqual([[], []])
    await startOne(place.api, dagOf(newKind()))
    await until(async () => (await tellers()).length === 1)
    expect(await listeners()).toEqual([])
  })

  it('is one statement for all that happens within 20 ms', async () => {
    await sql.run(
      'select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)',
    )
    const began = performance.now()
    const name = newKind()
    for (let index = 0; index < 15; index++)
      await Promise.all(Array.from({ length: 10 }, () => startOne(place.api, dagOf(name))))
    const calls = await until(async () => {
      const [row] = await sql.run(
        `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and query like '%pg_notify%' and query not like '%stat%'`,
      )
      return (row!['calls'] as number) > 0 && (row!['calls'] as number)
    })
    // Timers round down.
    expect(calls).toBeLessThanOrEqual((performance.now() - began) / 19 + 1)
  })

  it('goes on when the connection that listens is lost', async () => {
    const backend = await another()
    const name = newKind()
    const waiting = localQueue(backend, { pollMs: neverPoll }).claim(asking(name), never)
    const [pid] = await until(async () => {
      const pids = await listeners()
      return pids.length > 0 && pids
    })
    await sql.run(`select pg_terminate_backend(${pid})`)
    await until(async () => (await listeners()).some((one) => one !== pid))
    await startOne(place.api, dagOf(name))
    expect(await waiting).toHaveLength(1)
    await backend.close()
    await until(async () => (await listeners()).length === 0)
  })

  it('hears nothing through a pooler, and looks by itself; with ?direct= it hears', async () => {
    const name = newKind()
    const pooled = await another('?prepare=false')
    const waiting = localQueue(pooled).claim(asking(name), never)
    await startOne(place.api, dagOf(name))
    expect([await waiting, await listeners()]).toEqual([[expect.anything()], []])
    await pooled.close()
    const direct = encodeURIComponent(place.api.places[0]!.url)
    const both = await another(`?prepare=false&direct=${direct}`)
    const heard = localQueue(both, { pollMs: neverPoll }).claim(asking(name), never)
    await until(async () => (await listeners()).length === 1)
    await startOne(place.api, dagOf(name))
    expect(await heard).toHaveLength(1)
    await both.close()
  })
})
