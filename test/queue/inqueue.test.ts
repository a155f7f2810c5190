import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { cancel, drain, nodes, retry, startOne } from '../setup/ask/queue.ts'
import { idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'

const dag = { nodes: nodes('a') }
const memory = { title: 'memory', kinds: { main: 'memory' } }

describe.each([...aloneSetups.filter(({ title }) => title !== 'memory'), memory])(
  'what the queue has on $title',
  (setup) => {
    let api: Api
    beforeAll(async () => {
      api = await startApi(setup)
    })
    afterAll(() => api.close())

    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { isInQueue } }'

    it('is what can be moved: not what was recorded, nor what has completed', async () => {
      await record(api, [
        { id: 'recorded', flow: 'Train' },
        { id: 'graph', flow: 'Train', dag },
      ])
      const finished = await startOne(api, dag)
      await drain(api)
      const future = await startOne(api, dag, { runAt: '2030-01-01T00:00:00.000Z' })
      const [open, off] = [await startOne(api, dag), await startOne(api, dag)]
      await cancel(api, [off])
      const ids = ['recorded', 'graph', finished, 'nobody', open, off, future, open]
      const has = (isInQueue: boolean) => ({ isInQueue })
      expect((await api.ask(query, { ids })).data).toEqual({
        executions: [
          ...[has(false), has(false), has(false), null],
          ...[has(true), has(true), has(true), has(true)],
        ],
      })
      expect(await retry(api, [off])).toMatchObject([{ ok: true }])
      expect(await cancel(api, [open, off, future])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
    })

    it('is read by one statement for each level, and by none for what has no graph', async () => {
      await record(api, [{ id: 'parent', flow: 'Train', dag }])
      for (const id of ['one', 'two', 'three']) await startOne(api, dag, { id, parentId: 'parent' })
      const more = idsFrom('recorded-', 100)
      await record(
        api,
        more.map((id) => ({ id, flow: 'Train', dag })),
      )
      const nested = `query ($ids: [ID!]!) {
        executions(ids: $ids) { isInQueue again: isInQueue children { nodes { id isInQueue } } }
      }`
      const answer = await api.ask(nested, { ids: ['parent', ...more] })
      const children = { nodes: ['one', 'two', 'three'].map((id) => ({ id, isInQueue: true })) }
      expect((answer.data!['executions'] as object[])[0]).toEqual({
        isInQueue: false,
        again: false,
        children,
      })
      expect(statements(answer)).toEqual({ main: 4 })
      expect(statements(await api.ask(query, { ids: ['recorded'] }))).toEqual({ main: 1 })
    })
  },
)
