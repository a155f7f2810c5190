import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { type AgentExecution, insertExecutions, newAgentField, timeIn } from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Sql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const t0 = Date.UTC(2026, 2, 28, 22)

/** Few instants, so that many are the same, some on whole seconds and tenths of them. */
const instants = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n) => t0 + n * 100),
  fc.integer({ min: 0, max: 72 }).map((n) => t0 + n * 1_800_000 + (n % 7) * 13),
)
const offsets = fc.constantFrom(0, 0, -300, 330, 840, -720, 60)
/** Decimals behind the milliseconds, which are less than half of one. */
const finer = fc.constantFrom('', '', '4', '000001', '25')

interface Moment {
  readonly at: number
  readonly offset: number
  readonly finer: string
}
const moments = fc.array(fc.record({ at: instants, offset: offsets, finer }), { minLength: 1, maxLength: 45 })

/** As the driver writes it, with all of its decimals. */
function written(dialect: Sql['dialect'], { at, offset, finer: more }: Moment): string {
  const text = timeIn(dialect, at, offset)
  if (more === '') return text
  const [, before, fraction = '', zone] = /^(.*:\d\d)(?:\.(\d+))?(Z|[+-].*)$/.exec(text)!
  return `${before}.${fraction.padEnd(3, '0')}${more}${zone}`
}

interface Connection {
  readonly nodes: readonly { readonly id?: string; readonly name?: string }[]
  readonly pageInfo: Readonly<Record<string, string | boolean | null>>
}

/** All pages of a list, in the order of the list. */
async function pagesOf(
  api: Api,
  list: string,
  direction: 'ASC' | 'DESC',
  backward: boolean,
): Promise<string[]> {
  const [count, beyond, cursor, isMore] = backward
    ? ['last', 'before', 'startCursor', 'hasPreviousPage']
    : ['first', 'after', 'endCursor', 'hasNextPage']
  const pages: string[][] = []
  for (let at: string | null = null; ;) {
    const position = at === null ? '' : `, ${beyond}: "${at}"`
    const found: Record<string, Connection> =
      await api.data(`{ ${list}(orderBy: { ${list === 'runs' ? 'field: STARTED, ' : ''}direction: ${direction} }, ${count}: 7${position}) {
      nodes { ${list === 'runs' ? 'name' : 'id'} } pageInfo { ${cursor} ${isMore} } } }`)
    const { nodes, pageInfo } = found[list]!
    pages.push(nodes.map(({ id, name }) => id ?? name!))
    if (pageInfo[isMore] !== true) break
    at = String(pageInfo[cursor])
  }
  return (backward ? pages.toReversed() : pages).flat()
}

describe.each(kinds)('lists over the times of AgentField in %s', (kind) => {
  let api: Api
  let db: Sql
  beforeAll(async () => {
    const place = await newAgentField(kind)
    db = place.db
    await insertExecutions(db, [{ id: 'first', status: 'running', startedAt: t0, offset: -300 }])
    api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  })
  afterAll(() => api.close())

  it('are in the order of the instants, whatever offsets they have, and lose and repeat nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        moments,
        fc.constantFrom('ASC', 'DESC'),
        fc.boolean(),
        async (given, direction, backward) => {
          await db.run('begin')
          await db.run('delete from executions')
          const rows = given.map((moment, place): AgentExecution => ({
            ...{ id: `e${place}`, status: 'succeeded', startedAt: moment.at },
            also: { started_at: written(db.dialect, moment) },
          }))
          await insertExecutions(db, rows)
          await db.run('commit')
          const sign = direction === 'ASC' ? 1 : -1
          const ordered = rows.toSorted(
            (one, other) => sign * (one.startedAt - other.startedAt || bytes(one.id, other.id)),
          )
          expect(await pagesOf(api, 'executionHistory', direction, backward)).toEqual(
            ordered.map(({ id }) => id),
          )
          const starts = (await pagesOf(api, 'runs', direction, backward)).map(
            (name) => rows.find(({ id }) => `run_${id}` === name)!.startedAt,
          )
          expect(starts).toEqual(ordered.map(({ startedAt }) => startedAt))
        },
      ),
      { numRuns: sized(12, 4) },
    )
  })

  it('are found by their time', async () => {
    const found = async (from: number, to: number) => {
      const { executionHistory: list } = await api.data<{ executionHistory: Connection }>(
        `{ executionHistory(filter: { startedAfter: "${new Date(from).toISOString()}", startedBefore: "${new Date(to).toISOString()}" }) { nodes { id } } }`,
      )
      return list.nodes.map(({ id }) => id)
    }
    await db.run('delete from executions')
    const at = (ms: number, offset: number, more = '') =>
      written(db.dialect, { at: t0 + ms, offset, finer: more })
    const times = [at(0, -300), at(100, 0), at(100, 840, '4'), at(1_000, 60), at(1_001, 0)]
    await insertExecutions(
      db,
      times.map((time, place) => ({
        id: `e${place}`,
        status: 'x',
        startedAt: t0,
        also: { started_at: time },
      })),
    )
    expect(await found(t0, t0 + 100)).toEqual(['e2', 'e1', 'e0'])
    expect(await found(t0 + 1, t0 + 1_000)).toEqual(['e3', 'e2', 'e1'])
    expect(await found(t0 + 100, t0 + 100)).toEqual(['e2', 'e1'])
    expect(await found(t0 + 1_001, t0 + 9_999)).toEqual(['e4'])
    expect(await found(-62_135_596_800_000, 253_402_300_799_999)).toEqual(['e4', 'e3', 'e2', 'e1', 'e0'])
  })
})

describe('times in a file of AgentField that are no times of UTC as its driver writes them', () => {
  const opened: Api[] = []
  afterEach(async () => {
    vi.useRealTimers()
    for (const api of opened.splice(0)) await api.close()
  })
  const file = async (times: readonly unknown[]) => {
    const place = await newAgentField('sqlite')
    const rows = times.map((time, index) => ({
      id: `e${index}`,
      status: 'succeeded',
      startedAt: t0,
      also: { started_at: time },
    }))
    await insertExecutions(place.db, rows)
    const api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
    opened.push(api)
    return { api, db: place.db }
  }
  const listed = async (api: Api) => pagesOf(api, 'executionHistory', 'ASC', false)

  it('are read in each form that there is, and what is none is found by id', async () => {
    const { api } = await file([
      '2026-03-28T22:00:00Z',
      '2026-03-28 22:00:00.5',
      '2026-03-28 22:00:01 +0000 UTC',
      'never',
      17,
      '2026-03-28 17:00:00.25-05:00',
      '2026-03-29 11:59:59.75+14:00',
    ])
    expect(await listed(api)).toEqual(['e4', 'e6', 'e0', 'e5', 'e1', 'e2', 'e3'])
    expect(await api.data('{ executions(ids: ["e0", "e1", "e2", "e3", "e4"]) { startedAt } }')).toEqual({
      executions: [
        '2026-03-28T22:00:00.000Z',
        '2026-03-28T22:00:00.500Z',
        '2026-03-28T22:00:01.000Z',
        null,
        null,
      ].map((startedAt) => ({ startedAt })),
    })
  })

  it('are noticed when they come later', async () => {
    const { api, db } = await file(['2026-03-28 22:00:00+00:00', '2026-03-28 23:00:00+00:00'])
    expect(await listed(api)).toEqual(['e0', 'e1'])
    const now = new Date()
    const offset = -300
    const row = (id: string, ms: number, away: number) => ({
      id,
      status: 'x',
      startedAt: now.getTime() + ms,
      offset: away,
    })
    await insertExecutions(db, [row('a', 0, 0), row('b', 60_000, offset)])
    vi.useFakeTimers({ toFake: ['performance'], now })
    vi.advanceTimersByTime(61_000)
    await expect.poll(() => listed(api)).toEqual(['e0', 'e1', 'a', 'b'])
  })
})
