import { describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { aloneSetups, startApi } from '../setup/servers/api.ts'

const failed = (id: string, error: string) =>
  begun(id, 0, { attempts: [{ number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED', error }] })

const hostile: Readonly<Record<string, string>> = {
  long: 'x'.repeat(100_000),
  frames: `Error: deep\n${'    at walk (/app/tree.js:3:9)\n'.repeat(10_000)}`.slice(0, 100_000),
  quotes: `'"`.repeat(50_000),
  slashes: '/tmp/'.repeat(20_000),
  script: '磁盘已满 القرص ممتلئ 💥'.repeat(3_000),
  control: 'a\u0001\u001b[31mb\u0007'.repeat(9_000),
  lines: 'line\n'.repeat(20_000),
}

describe.each(aloneSetups)('errors of any kind on $title', (setup) => {
  it('are recorded, each in a group with a title of at most 200 characters', async () => {
    const api = await startApi(setup)
    try {
      await record(
        api,
        Object.entries(hostile).map(([id, error]) => failed(id, error)),
      )
      const query = '{ failureGroups { isExact nodes { title count newest { id } } } }'
      const { failureGroups } = await api.data<{
        failureGroups: {
          isExact: boolean
          nodes: { title: string; count: number; newest: { id: string } }[]
        }
      }>(query)
      expect(failureGroups.isExact).toBe(true)
      const { nodes } = failureGroups
      const counts = Object.fromEntries(nodes.map(({ newest, count }) => [newest.id, count]))
      expect(counts).toEqual(Object.fromEntries(Object.keys(hostile).map((id) => [id, 1])))
      for (const { title } of nodes) expect([title.length > 0, title.length <= 200]).toEqual([true, true])
    } finally {
      await api.close()
    }
  })
})

it('a backend that is down costs groups only its own share', async () => {
  const api = await startApi({ title: 'two', kinds: { main: 'sqlite', prod: 'memory' } })
  try {
    for (const name of ['main', 'prod']) await record(api, [failed('a', 'disk full')], name)
    await api.backends[0]!.close()
    const answer = await api.ask('{ failureGroups { unavailable nodes { title count } } }')
    expect(answer.data).toEqual({
      failureGroups: { unavailable: ['main'], nodes: [{ title: 'disk full', count: 1 }] },
    })
    expect(errors(answer)).toEqual([
      { code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['failureGroups'] },
    ])
    const alone = await api.ask('{ failureGroups(filter: { backend: ["main"] }) { nodes { title } } }')
    expect([alone.data, errors(alone)]).toEqual([
      { failureGroups: null },
      [{ code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['failureGroups'] }],
    ])
  } finally {
    await api.close()
  }
})
