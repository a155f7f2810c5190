import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Updated, view } from '../setup/seeds/patches.ts'
import { type Processes, startProcesses } from '../setup/servers/processes.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const processes = sized([0, 1, 2, 3], [0, 1])

describe.each(kinds)('processes over one %s store', (kind) => {
  let api: Api
  let all: Processes
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    all = await startProcesses(api.places[0]!, processes.length)
  })
  afterAll(async () => {
    await all.close()
    await api.close()
  })

  it('increment a record many times at once, and none is lost', async () => {
    const times = sized(10, 3)
    await record(api, [begun('counter', 0, { outputs: 0 })])
    const conflicts = await all.run<number[]>(
      processes.map(() => ({ do: 'increment', id: 'counter', times })),
    )
    expect(conflicts.map(({ length }) => length)).toEqual(processes.map(() => times))
    expect(await view(api, 'counter')).toMatchObject({
      version: String(1 + processes.length * times),
      outputs: { json: processes.length * times },
    })
  })

  it('patch the same executions in opposite orders, and nothing is lost or refused', async () => {
    const shared = idsFrom('shared-', sized(40, 20))
    const own = processes.map((one) => idsFrom(`own-${one}-`, sized(40, 10)))
    await record(
      api,
      [...shared, ...own.flat()].map((id, index) =>
        begun(id, 0, { flow: `Flow ${index % 5}`, runNumber: index % 8, step: 'end' }),
      ),
    )
    const rounds = idsFrom('', sized(6, 3))
    const refused = await all.run<Updated[]>(
      processes.map((one) => ({
        do: 'patch',
        calls: rounds.map((round, index) => {
          const ids = [...shared, ...own[one]!].map((id) => ({
            id,
            addTags: [`${one}/${round}`],
            heartbeatAt: at(1000 * index + one),
            metadata: [{ field: 'note', value: `${one}/${round}` }],
            outputs: `${one}/${round}`,
            nodeResults: [{ nodeId: `${one}`, attempt: index + 1, status: 'COMPLETED' }],
            startAttempt: { number: index + 2 },
          }))
          return (one + index) % 2 === 0 ? ids : ids.toReversed()
        }),
      })),
    )
    expect(refused).toEqual(processes.map(() => []))
    expect(await deadlocks(api)).toBe(0)
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) {
      version attempt tags nodeCount nodeResults(first: 100) { nodes { nodeId } }
      metadata(first: 200) { nodes { field value } }
    } }`
    const { executions } = await api.data<{ executions: Found[] }>(query, {
      ids: [...shared, ...own.map((ids) => ids[0])],
    })
    for (const [index, one] of executions.entries()) {
      const who = index < shared.length ? processes : [index - shared.length]
      const texts = who.flatMap((process) => rounds.map((round) => `${process}/${round}`)).toSorted()
      const values = (field: string) => one.metadata.nodes.filter((fact) => fact.field === field)
      expect(one).toMatchObject({
        version: String(1 + texts.length),
        attempt: 1 + rounds.length,
        nodeCount: who.length,
      })
      expect(one.tags).toEqual(texts)
      expect(one.nodeResults.nodes).toHaveLength(texts.length)
      expect(
        values('note')
          .map(({ value }) => value)
          .toSorted(),
      ).toEqual(texts)
      // Whoever came first began it, and nobody after that.
      expect(values('attempt').map(({ value }) => Number(value))).toHaveLength(1 + rounds.length)
    }
  })
})

/** How often the server had to break one, where it counts them. */
async function deadlocks({ places }: Api): Promise<number> {
  const sql = openSql(places[0]!)
  if (sql.dialect === 'sqlite') return sql.close().then(() => 0)
  const [row] = await sql.run('select deadlocks from pg_stat_database where datname = current_database()')
  await sql.close()
  return Number(row!['deadlocks'])
}

interface Found {
  readonly tags: readonly string[]
  readonly nodeResults: { readonly nodes: readonly object[] }
  readonly metadata: { readonly nodes: readonly { readonly field: string; readonly value: string }[] }
}
