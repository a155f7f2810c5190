import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mcpOverHttp } from '../../src/client/mcp/overhttp.ts'
import { mostCharacters } from '../../src/client/mcp/fitting.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Assistant, connectTo } from '../setup/servers/mcp.ts'
import { listen } from '../setup/servers/served.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'
import { makeToken } from '../setup/servers/tokens.ts'

const times = (at: number) =>
  `number: 1, startedAt: "2026-01-0${at}T00:00:00Z", finishedAt: "2026-01-0${at}T00:00:05Z"`
const record = `mutation {
  recordRuns(input: { runs: [
    { flow: "train", number: 1, clientKey: "r1", user: "ada", tags: ["gpu"], startedAt: "2026-01-01T00:00:00Z" }
    { flow: "train", number: 2, clientKey: "r2", startedAt: "2026-01-02T00:00:00Z" }] }) { results { ok } }
  recordExecutions(input: { executions: [
    { id: "good", flow: "train", runNumber: 1, step: "end", attempts: [{ ${times(1)}, verdict: OK }] }
    { id: "bad", flow: "train", runNumber: 2, step: "end", attempts: [{ ${times(2)}, verdict: FAILED, error: "Error: no room" }] }
    { id: "hidden", flow: "secret", attempts: [{ ${times(3)}, verdict: FAILED, error: "Error: hidden" }] }] }) {
    results { ok } }
  startExecutions(input: { executions: [{ id: "queued", flow: "train" }], dag: { nodes: [{ id: "a", kind: "k" }] } }) {
    results { ok } } }`

// They ask the API, which is tested on each kind of store.
describe.each(sized(kinds, kinds.slice(0, 1)))('the tools of MCP over HTTP on %s', (kind) => {
  let open: Api
  let api: Api
  let served: Awaited<ReturnType<typeof listen>>
  const reported: unknown[] = []
  const assistants: Assistant[] = []
  let reader: Assistant
  let secrets: { reader: string; writer: string; limited: string }

  const as = async (secret: string) => {
    const assistant = await connectTo(served.url, secret)
    assistants.push(assistant)
    return assistant
  }
  beforeAll(async () => {
    open = await startApi({ title: kind, kinds: { main: kind } })
    const [admin] = open.backends
    await open.data(record)
    const secretOf = async (plan: Parameters<typeof makeToken>[1]) => (await makeToken(admin!, plan)).secret
    secrets = {
      reader: await secretOf({ scopes: ['READ'] }),
      writer: await secretOf({ scopes: ['READ', 'WRITE'] }),
      limited: await secretOf({ scopes: ['READ'], flows: ['train'] }),
    }
    const mcp = mcpOverHttp({ allowWrites: true, report: (error) => reported.push(error) })
    api = apiOver(open.backends, [], { auth: 'tokens', admin, mcp })
    served = await listen(api.app)
    reader = await as(secrets.reader)
  })
  afterAll(async () => {
    await Promise.all(assistants.map((one) => one.close()))
    await served.close()
    await api.app.close()
    await open.close()
    expect(reported).toEqual([])
  })

  it('find runs and executions, with links to the dashboard', async () => {
    const { json: runs } = await reader.call('find_runs', { status: ['FAILED', 'COMPLETED'], user: 'ada' })
    expect(runs).toEqual({
      runs: [
        {
          ...{ id: 'main:train/1', flow: 'train', number: 1, user: 'ada', tags: ['gpu'] },
          ...{ status: 'COMPLETED', statusReason: 'ATTEMPT_OK', startedAt: '2026-01-01T00:00:00.000Z' },
          ...{ finishedAt: '2026-01-01T00:00:05.000Z', durationMs: 5_000 },
          heartbeatAt: expect.any(String) as string,
          url: `${served.url}/runs/main/train/1`,
        },
      ],
    })
    const first = (await reader.call('find_runs', { limit: 1 })).json
    expect(first).toMatchObject({ runs: [{ id: 'main:train/2' }], nextCursor: expect.any(String) as string })
    const next = await reader.call('find_runs', { limit: 1, cursor: first['nextCursor'] })
    expect(next.json).toMatchObject({ runs: [{ id: 'main:train/1' }] })
    const { json: found } = await reader.call('find_executions', { ids: ['bad', 'nobody'] })
    expect(found).toEqual({
      executions: [
        {
          ...{ key: 'main:bad', id: 'bad', flow: 'train', step: 'end', attempt: 1, error: 'Error: no room' },
          ...{ status: 'FAILED', statusReason: 'ATTEMPT_FAILED', startedAt: '2026-01-02T00:00:00.000Z' },
          ...{ finishedAt: '2026-01-02T00:00:05.000Z', durationMs: 5_000, nodeCount: 0 },
          url: `${served.url}/executions/main%3Abad`,
        },
      ],
      unknownIds: ['nobody'],
    })
    const failed = await reader.call('find_executions', { flow: 'train', errorContains: 'no room' })
    expect(failed.json).toMatchObject({ executions: [{ key: 'main:bad' }] })
  })

  it('say why something failed, what fails most, and what is different', async () => {
    const cause = { failure: { summary: 'Step end failed: Error: no room' } }
    for (const args of [{ run: 'main:train/2' }, { run: 'train/2' }, { flow: 'train' }])
      expect((await reader.call('why', args)).json).toMatchObject({
        run: { number: 2, ...cause },
        url: `${served.url}/runs/main/train/2`,
      })
    const { json: execution } = await reader.call('why', { execution: 'bad' })
    expect(execution).toMatchObject({ execution: { failure: { error: 'Error: no room' } } })
    const { json: groups } = await reader.call('groups', { flow: 'train' })
    expect(groups).toMatchObject({ groups: [{ title: 'Error: no room', count: 1 }] })
    const [{ id, url }] = groups['groups'] as [{ id: string; url: string }]
    expect(url).toBe(`${served.url}/failures/${encodeURIComponent(id)}`)
    const { json: ofGroup } = await reader.call('find_executions', { group: id })
    expect(ofGroup).toMatchObject({ executions: [{ key: 'main:bad' }] })
    const { json: compared } = await reader.call('compare', { what: 'runs', right: 'train/2' })
    expect(compared).toMatchObject({
      left: { number: 1 },
      url: `${served.url}/compare?a=main%3Atrain%2F1&b=main%3Atrain%2F2`,
    })
    const pair = { what: 'executions', left: 'good', right: 'bad' }
    expect((await reader.call('compare', pair)).json).toMatchObject({
      error: { right: 'Error: no room' },
      url: `${served.url}/compare?a=main%3Agood&b=main%3Abad`,
    })
  })

  it('tell what wants attention, and how the queue stands', async () => {
    expect((await reader.call('queue')).json).toMatchObject({
      ...{ backend: 'main', url: `${served.url}/queue/main` },
      waiting: [{ name: 'train', value: 1, isExact: true }],
    })
    expect((await reader.call('attention')).json).toMatchObject({
      items: expect.any(Array) as unknown[],
      url: `${served.url}/attention`,
    })
  })

  it('may do what the token may do, and see what it sees', async () => {
    const [writer, limited] = await Promise.all([as(secrets.writer), as(secrets.limited)])
    const forbidden = await reader.call('cancel', { ids: ['queued'] })
    expect(forbidden.json).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect((await limited.call('queue')).json).toMatchObject({ error: { code: 'FORBIDDEN' } })
    const done = { results: [{ index: 0, ok: true, id: 'queued' }] }
    expect((await writer.call('cancel', { ids: ['queued'] })).json).toEqual(done)
    expect((await writer.call('retry', { ids: ['queued'], backend: 'main' })).json).toEqual(done)
    const { json } = await writer.call('cancel', { ids: ['nobody'] })
    expect(json).toMatchObject({ results: [{ ok: false, problem: { code: 'NOT_FOUND', field: 'ids[0]' } }] })
    const seen = await limited.call('find_executions', { ids: ['hidden', 'good'] })
    expect(seen.json).toMatchObject({ executions: [{ key: 'main:good' }], unknownIds: ['hidden'] })
    const all = (await limited.call('find_executions', { limit: 50 })).json
    expect((all['executions'] as { flow: string }[]).map(({ flow }) => flow)).not.toContain('secret')
    expect((await limited.call('groups')).json).toMatchObject({ groups: [{ title: 'Error: no room' }] })
    expect((await limited.call('why', { execution: 'hidden' })).json).toMatchObject({
      error: { code: 'NOT_FOUND', message: 'There is no execution "hidden".' },
    })
    await expect(connectTo(served.url, 'egt_wrong')).rejects.toThrow()
  })

  it('answer wrong arguments with a code, the field, the bound and the value', async () => {
    const long = 'x'.repeat(601)
    for (const [tool, args, error] of [
      ['find_runs', { limit: 51 }, { field: 'limit', limit: 50, received: 51 }],
      ['find_runs', { limit: 0 }, { message: '"limit" must be at least 1, not 0.' }],
      ['find_runs', { limit: '7' }, { message: '"limit" must be a number, not "7".' }],
      ['find_runs', { flow: long }, { field: 'flow', limit: 600, received: 601 }],
      ['find_runs', { flow: '' }, { message: '"flow" must have at least 1 characters, and has 0.' }],
      ['find_runs', { flow: { $ne: null } }, { message: '"flow" must be a text, not an object.' }],
      ['find_runs', { status: ['ODD'] }, { field: 'status[0]' }],
      ['find_runs', { startedAfter: 'yesterday' }, { field: 'startedAfter' }],
      ['find_runs', { startedAfter: '2026-02-31T25:00:00Z' }, { field: 'startedAfter' }],
      ['find_runs', { cursor: 'odd' }, { field: 'cursor' }],
      ['find_runs', { flows: ['x'] }, { field: 'flows' }],
      ['find_executions', { ids: [] }, { field: 'ids', limit: 1, received: 0 }],
      ['find_executions', { ids: Array(5_000).fill('x') }, { field: 'ids', limit: 50, received: 5_000 }],
      ['find_executions', { ids: ['x'], flow: 'y' }, { field: 'ids' }],
      ['find_executions', { ids: [7] }, { message: '"ids[0]" must be a text, not 7.' }],
      ['why', {}, { message: 'Give one of "run", "execution" and "flow".' }],
      ['why', { run: 'a/1', flow: 'b' }, { field: 'run' }],
      ['compare', { what: 'runs' }, { message: '"right" is missing: it must be a text.' }],
      ['queue', { backend: 'other' }, { message: 'There is no backend "other". Configured: "main".' }],
      ['retry', { ids: Array(51).fill('x') }, { field: 'ids', limit: 50, received: 51 }],
    ] as [string, Record<string, unknown>, object][]) {
      const told = await reader.call(tool, args)
      expect([told.isError, told.json]).toMatchObject([true, { error: { code: 'BAD_USER_INPUT', ...error } }])
    }
    expect((await reader.call('find_executions', { errorContains: 'x' })).json).toMatchObject({
      error: { code: 'QUERY_TOO_EXPENSIVE', field: 'errorContains', limit: 100_000 },
    })
    expect((await reader.call('why', { run: 'train/9' })).json).toEqual({
      error: { code: 'NOT_FOUND', message: 'There is no run "train/9".', field: 'run' },
    })
    for (const name of ['\u0000', '\ud800', "'; drop table runs; --", '../../etc/passwd', '%00'])
      expect((await reader.call('find_runs', { flow: name })).json).toEqual({ runs: [] })
    const polluting = JSON.parse('{"flow":"none","__proto__":{"limit":0}}') as Record<string, unknown>
    expect((await reader.call('find_runs', polluting)).json).toEqual({ runs: [] })
    await expect(reader.call('frob')).rejects.toThrow('Tool frob not found')
  })

  it('answer with texts of a bounded size, and say what had no room', async () => {
    const executions = Array.from({ length: 60 }, (_, index) => ({
      ...{ id: `long-${index}-${'i'.repeat(200)}`, flow: 'long', status: 'failed' },
      error: `Error ${'x'.repeat(50_000)}`,
    }))
    await open.data(
      'mutation ($e: [ExecutionInput!]!) { recordExecutions(input: { executions: $e }) { results { ok } } }',
      { e: executions },
    )
    const { text, json } = await reader.call('find_executions', { flow: 'long', limit: 50 })
    expect(text.length).toBeLessThanOrEqual(mostCharacters)
    expect(json['cut']).toEqual({
      executions: expect.stringMatching(/^(25|12) of 50 are shown$/) as string,
      how: 'Ask for fewer at once, or narrow the filter.',
    })
    expect(json['nextCursor']).toBeUndefined()
    const few = (await reader.call('find_executions', { flow: 'long', limit: 2 })).json
    expect(few['nextCursor']).toBeDefined()
    expect((few['executions'] as { error: string }[])[0]!.error).toMatch(/^Error x{594}… \(\d+ characters\)$/)
  })
})
