import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { seedAgentField, startOf, t0 } from '../setup/seeds/agentfield.ts'
import { instant } from '../setup/seeds/runs.ts'
import { newAgentField } from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

describe.each(kinds)('details of AgentField in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newAgentField(kind)
    await seedAgentField(place.db)
    api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  })
  afterAll(() => api.close())

  it('filter their executions, as sessions, parents and flows do', async () => {
    const ids = async (filter: string) =>
      (
        await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
          `{ executionHistory(filter: { ${filter} }) { nodes { id } } }`,
        )
      ).executionHistory.nodes.map(({ id }) => id)
    expect(await ids('run: { flow: "research.plan", number: 1 }')).toEqual(['a5', 'a4', 'a3', 'a2', 'a1'])
    expect(await ids('run: { flow: "research.search", number: 2 }')).toEqual([])
    expect(await ids('run: { flow: "writer.again", number: 5 }')).toEqual([])
    expect(await ids('parent: "a1"')).toEqual(['a3', 'a2'])
    expect(await ids('tagsAny: ["session:s1"]')).toEqual(['e1', 'b1', 'a1'])
    expect(await ids('tagsAny: ["session:s2", "actor:ana", "nothing"]')).toEqual(['e1', 'c1', 'a1'])
    expect(await ids('tagsAll: ["actor:ana", "session:s1"]')).toEqual(['e1', 'a1'])
    expect(await ids('tagsAny: ["nightly"]')).toEqual(['a5', 'a4', 'a3', 'a2', 'a1'])
    expect(await ids('flow: ["writer.write"], status: [COMPLETED]')).toEqual(['f1', 'a4', 'a3'])
    expect(await ids('flow: ["research.plan", "writer.again"]')).toEqual(['e1', 'd1', 'c1', 'b1', 'a5', 'a1'])
    expect(await ids('status: [PENDING, TIMED_OUT]')).toEqual(['d1', 'b1'])
    expect(await ids('minDurationMs: 500, status: [FAILED]')).toEqual(['b2', 'a2'])
  })

  it('tell of their executions what AgentField noted', async () => {
    const { executions } = await api.data<{
      executions: object[]
    }>(`{ executions(ids: ["a1", "a2", "a4", "d1", "e1"]) { attempt tags parent { id }
      children { nodes { id } } attempts { nodes { number status statusReason startedAt finishedAt durationMs error } }
      metadata { nodes { field value ts attempt } } nodeResults { nodes { nodeId } } dag { hash } inputs { json } } }`)
    const ts = (ms: number) => instant(t0 + ms)
    const note = (message: string, ms: number) => ({
      field: 'note',
      ts: ts(ms),
      attempt: 0,
      value: JSON.stringify({ message, tags: ['x'], timestamp: ts(ms) }),
    })
    const fact = (field: string, value: string, ms: number) => ({ field, value, ts: ts(ms), attempt: 0 })
    const attempt = (
      id: string,
      number: number,
      status: string,
      statusReason: string,
      error: string | null = null,
    ) => ({
      nodes: [
        {
          number,
          status,
          statusReason,
          startedAt: instant(startOf(id)),
          finishedAt: instant(startOf(id) + 500),
          durationMs: 500,
          error,
        },
      ],
    })
    const none = { nodes: [] }
    const others = { nodeResults: none, dag: null, inputs: null }
    expect(executions).toEqual([
      {
        ...others,
        attempt: 3,
        tags: ['actor:ana', 'nightly', 'session:s1', 'ü"\\'],
        parent: null,
        children: { nodes: [{ id: 'a2' }, { id: 'a3' }] },
        attempts: attempt('a1', 3, 'COMPLETED', 'ATTEMPT_OK'),
        metadata: {
          nodes: [
            note('"one" {', 1),
            fact('state', 'running', 3),
            fact('progress', '{"done":0.5}', 3),
            note('two', 5),
            fact(
              'usage',
              '{"provider":"openai","model":"m","input_tokens":12,"output_tokens":3,"cost_usd":0.25}',
              9,
            ),
          ],
        },
      },
      {
        ...others,
        attempt: 1,
        tags: ['nightly', 'ü"\\'],
        parent: { id: 'a1' },
        children: none,
        attempts: attempt('a2', 1, 'FAILED', 'ATTEMPT_FAILED', 'boom'),
        metadata: { nodes: [fact('odd', 'not json', 4)] },
      },
      {
        ...others,
        attempt: 1,
        tags: ['nightly', 'ü"\\'],
        parent: { id: 'a3' },
        children: none,
        attempts: attempt('a4', 1, 'COMPLETED', 'ATTEMPT_OK'),
        metadata: none,
      },
      { ...others, attempt: 0, tags: [], parent: null, children: none, attempts: none, metadata: none },
      {
        ...others,
        attempt: 1,
        tags: ['actor:ana', 'session:s1'],
        parent: null,
        children: none,
        attempts: attempt('e1', 1, 'CANCELLED', 'CANCELLED'),
        metadata: { nodes: [fact('status_reason', 'agent_shutdown_cancelled', 10_500)] },
      },
    ])
  })
})
