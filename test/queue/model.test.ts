import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aloneSetups } from '../setup/servers/api.ts'
import { look } from '../setup/ask/queue.ts'
import { cases } from '../setup/ask/queuecases.ts'
import { play } from '../setup/ask/queueplay.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { disagreements } from '../setup/models/queuerule.ts'
import { type Several, startSeveral } from '../setup/servers/several.ts'
import { type Sql, openSql, through } from '../setup/servers/sql.ts'
import { fewCases } from '../setup/models/fewcases.ts'

/** On a Postgres four servers with connections of their own, on a file two processes. */
const serversOn = (title: string) => (title === 'sqlite' ? 2 : 4)
/** So little that some inputs, lists and outputs are beyond it. */
const inputBytes = 64

describe.each(aloneSetups)('the queue on $title', (setup) => {
  let several: Several
  let store: Sql
  beforeAll(async () => {
    several = await startSeveral(setup, serversOn(setup.title), false, { inputBytes })
    const { backends, places } = several.api
    store = setup.title.startsWith('postgres') ? openSql(places[0]!) : through(backends[0]!)
  })
  afterAll(async () => {
    await store.close()
    await several.close()
  })

  it('does what the rule says, whatever workers, meddlers and lost leases do at once', async () => {
    const property = fc.asyncProperty(cases, async (one) => {
      const stories = await play(several, store, one)
      const seen = await look(
        several.api,
        stories.map(({ id }) => id),
      )
      for (const [index, story] of stories.entries()) {
        const left = await rowsOf(store, story.id)
        expect(
          disagreements(one.executions[index]!, story, { seen: seen[index]!, left, inputBytes }),
        ).toEqual([])
      }
    })
    await fc.assert(property, { numRuns: fewCases(6) })
  })
})
