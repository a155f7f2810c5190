import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import { removeExecutions } from '../../src/db/recording/remove.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { type Api } from '../setup/servers/api.ts'
import { boundOf, ended, lookUp, orphans, startMemory, stored } from '../setup/servers/memory.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'

interface Known {
  readonly id: string
  readonly finished: boolean
}

type Step =
  | { readonly do: 'record'; readonly executions: readonly Known[] }
  | { readonly do: Rest; readonly ids: readonly string[] }
type Rest = 'lookUp' | 'finish' | 'remove' | 'fail'

/** The rule over a plain list, the least recently used first. */
function after(list: readonly Known[], step: Step, max: number): { kept: readonly Known[]; evicted: number } {
  const isKnown = (id: string) => list.some((one) => one.id === id)
  const use = (used: readonly Known[]) => [
    ...list.filter(({ id }) => !used.some((one) => one.id === id)),
    ...used,
  ]
  if (step.do === 'record') return within(use(step.executions.filter(({ id }) => !isKnown(id))), max)
  const known = step.ids.flatMap((id) => list.find((one) => one.id === id) ?? [])
  const kept: Record<Rest, readonly Known[]> = {
    fail: list,
    lookUp: use(known),
    finish: use(known.map(({ id }) => ({ id, finished: true }))),
    remove: list.filter((one) => !known.includes(one)),
  }
  return { kept: kept[step.do], evicted: 0 }
}

function within(all: readonly Known[], max: number) {
  const excess = Math.max(0, all.length - max)
  const toGo = [...all.filter(({ finished }) => finished), ...all.filter(({ finished }) => !finished)]
  const gone = new Set(toGo.slice(0, excess).map(({ id }) => id))
  return { kept: all.filter(({ id }) => !gone.has(id)), evicted: gone.size }
}

let clock = 0

async function take(api: Api, step: Step): Promise<void> {
  if (step.do === 'lookUp') return void (await lookUp(api, step.ids))
  if (step.do === 'record') {
    const known = new Set(await stored(api))
    const news = step.executions.filter(({ id }) => !known.has(id))
    if (news.length > 0)
      await record(
        api,
        // Sent in another order than that of their beginning, which is what counts.
        news.map(({ id, finished }) => (finished ? ended : begun)(id, (clock += 10))).toReversed(),
      )
    return
  }
  if (step.do === 'finish') {
    const [store] = openStores(api)
    for (const id of step.ids)
      await store!.run('update executions set verdict = 1 where execution_id = ?', [id])
    return
  }
  const write = api.backends[0]!.write(createMeter(), async (transaction) => {
    await removeExecutions(transaction, step.ids)
    if (step.do === 'fail') throw new Error('as it should')
  })
  await write.catch((error: Error) => expect(error.message).toBe('as it should'))
}

const id = fc.constantFrom(...idsFrom('e-', 12))
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      executions: fc.uniqueArray(fc.record({ id, finished: fc.boolean() }), {
        selector: (one) => one.id,
        minLength: 1,
        maxLength: 8,
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'lookUp' as const,
        'lookUp' as const,
        'finish' as const,
        'remove' as const,
        'fail' as const,
      ),
      ids,
    }),
  },
)

it('a store in memory keeps what the rule over a plain list keeps, whatever happens', async () => {
  const steps = fc.array(step, { maxLength: 25, size: 'max' })
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 7 }), steps, async (max, sequence) => {
    const api = await startMemory(max)
    try {
      let [list, evicted]: [readonly Known[], number] = [[], 0]
      for (const one of sequence) {
        const next = after(list, one, max)
        ;[list, evicted] = [next.kept, evicted + next.evicted]
        await take(api, one)
        expect(await stored(api)).toEqual(list.map(({ id: kept }) => kept).toSorted())
      }
      expect([await boundOf(api), await orphans(api)]).toEqual([{ max, evicted }, {}])
    } finally {
      await api.close()
    }
  })
  await fc.assert(property, { numRuns: fewCases(12) })
})
