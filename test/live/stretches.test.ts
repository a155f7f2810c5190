import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StreamOf, openStream, watchExecutions, watchRuns } from '../setup/ask/streams.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Served } from '../setup/servers/process.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { longestShareOf, serveStretching } from '../setup/servers/stretches.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** As many as one reading for changes lists. */
const changed = 5_000
const [streams, idsOfStream] = [50, 100]
/** Of the processor time of the work, how much may be at a stretch. What SQLite does before its first row is one. */
const most = 0.4

describe('when 5,000 executions of a file change at once', () => {
  let place: Place
  let served: Served
  let sql: Sql
  const opened: (() => unknown)[] = []
  beforeAll(async () => {
    place = await newPlace('sqlite')
    opened.push(() => place.remove())
    served = await serveStretching(['--backend', `main=${place.url}`])
    opened.push(() => served.stop())
    sql = openSql(place)
    opened.push(() => sql.close())
    await fill(sql, changed)
  })
  afterAll(async () => {
    for (const close of opened.toReversed()) await close()
  })

  it.each([
    ...sized([{ title: 'of fields that come with the change', fields: 'id status version' }], []),
    {
      title: 'of fields that are read for it',
      fields: 'id version tags metadata(first: 5) { nodes { field } }',
    },
  ])('all who watch are told in many turns, $title', async ({ fields }) => {
    const ids = idsFrom('e-', changed)
    const ask = (path: string, init: RequestInit) => fetch(`${served.url}${path}`, init)
    const all: StreamOf[] = []
    for (let first = 0; first < changed; first += idsOfStream) {
      const some = ids.slice(first, first + idsOfStream)
      all.push(await openStream(ask, [watchExecutions('w', some, fields), watchRuns('r', {})]))
    }
    expect(all.length).toBe(streams)
    const told = () => all.every(({ of }) => of('w').length === 2 * idsOfStream)
    const share = await longestShareOf(served, async () => {
      await sql.run('update change_counter set value = value + 1')
      await sql.run(
        'update executions set version = version + 1, changed = (select value from change_counter)',
      )
      await expect.poll(told).toBe(true)
    })
    expect(share).toBeLessThan(most)
    for (const stream of all) await stream.close()
  })
})
