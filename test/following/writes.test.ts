import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeExecutions } from '../../src/db/recording/remove.ts'
import { createMeter } from '../../src/db/meter.ts'
import { openChanging } from '../setup/ask/changing.ts'
import { steps } from '../setup/ask/changingsteps.ts'
import { followAt } from '../setup/ask/following.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { kinds, kindsAndMemory } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

describe.each(sized(kindsAndMemory, kinds))('readers of changes on %s', (kind) => {
  let api: Api
  beforeAll(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterAll(() => api.close())

  it('find what each write changed, once, and nothing else', async () => {
    const changing = await openChanging(api)
    const follower = await followAt(api.backends[0]!)
    const seen: object[] = []
    for (const { does, work } of steps) {
      await work(changing)
      seen.push({ does, first: await follower.ids(), again: await follower.ids() })
    }
    const nothing = { executions: [], runs: [] }
    expect(seen).toEqual(
      steps.map(({ does, told }) => ({
        does,
        first: { executions: told?.executions ?? [], runs: told?.runs ?? [] },
        again: nothing,
      })),
    )
    await changing.close()
  })

  it('find nothing of a transaction that is rolled back', async () => {
    await record(api, [begun('stays')])
    const follower = await followAt(api.backends[0]!)
    const write = api.backends[0]!.write(createMeter(), async (transaction) => {
      await removeExecutions(transaction, ['stays'])
      throw new Error('as it should')
    })
    await expect(write).rejects.toThrow('as it should')
    expect(await follower.ids()).toEqual({ executions: [], runs: [] })
  })
})
