import { describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { newDirectory, run, said, serve } from '../setup/servers/process.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

describe.concurrent.each(kinds)('a store on %s that a newer Execgraph has migrated', (kind) => {
  it('stops the start, beside a good one too, and is left as it is', async () => {
    const [place, directory] = [await newPlace(kind), newDirectory()]
    await (await openBackend(parseBackend(`main=${place.url}`))).close()
    const sql = openSql(place)
    await sql.run(`insert into execgraph_migrations (hash, created_at) values ('newer', 4102444800000)`)
    const before = await sql.run('select * from execgraph_migrations order by created_at')
    const sentence =
      /^execgraph: Backend "new" cannot be opened: its tables were changed by a newer Execgraph \(of 2100-01-01; this one knows the changes up to \d{4}-\d\d-\d\d\)\. Start that version or a later one\.\n$/
    const good = ['--backend', 'good=memory:']
    for (const others of sized([[], good], [good])) {
      const args = ['serve', '--port', '0', ...others, '--backend', `new=${place.url}`]
      const { code, stdout, stderr } = await run(args, { cwd: directory.path })
      expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(sentence)])
    }
    expect(await sql.run('select * from execgraph_migrations order by created_at')).toEqual(before)
    await sql.close()
    await place.remove()
    directory.remove()
  })
})

it.concurrent('a store that comes later and was migrated by a newer one is refused with that sentence, until it is as before', async () => {
  const [place, directory] = [await newPlace('postgres'), newDirectory()]
  await (await openBackend(parseBackend(`main=${place.url}`))).close()
  const sql = openSql(place)
  await sql.run(`insert into execgraph_migrations (hash, created_at) values ('newer', 4102444800000)`)
  const proxy = await startProxy(inject('servers')['postgres']!)
  await proxy.cut()
  const backends = ['--backend', `new=${proxy.through(place.url)}`, '--backend', 'main=sqlite:./main.db']
  const server = await serve(backends, { cwd: directory.path })
  await proxy.restore()
  await said(
    server,
    /(its tables were changed by a newer Execgraph \(of 2100-01-01;.*"backend cannot be opened")/,
  )
  expect((await server.ask('{ executionHistory { nodes { key } unavailable } }')).body).toMatchObject({
    data: { executionHistory: { nodes: [], unavailable: ['new'] } },
    errors: [{ message: 'Backend "new" did not answer.', extensions: { code: 'BACKEND_UNAVAILABLE' } }],
  })
  await sql.run(`delete from execgraph_migrations where hash = 'newer'`)
  await said(server, /"(backend is up)"/)
  expect((await server.ask('{ executionHistory { unavailable } }')).body).toMatchObject({
    data: { executionHistory: { unavailable: [] } },
  })
  await server.stop()
  await sql.close()
  await proxy.close()
  await place.remove()
  directory.remove()
})
