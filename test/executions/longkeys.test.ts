import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { storeFacts, storeRuns } from '../setup/seeds/runs.ts'

/** Text of so many units that nothing can make shorter. A character of three bytes is one unit, one of four is two. */
const random = (units: number, size: 3 | 4) =>
  Array.from({ length: Math.floor(units / (size - 2)) }, () =>
    String.fromCodePoint(size === 3 ? randomInt(0x3400, 0x9fff) : randomInt(0x10000, 0x10ffff)),
  ).join('')

// An index of Postgres takes 2,704 bytes of a row.
describe.each(aloneSetups)('the longest keys on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  describe.each(names)('of %s', (backend) => {
    it.each([3, 4] as const)('are stored and found, each character of %i bytes', async (size) => {
      const key = () => random(255, size)
      const [id, parentId, flow, step, tag, field, nodeId, source, name] = Array.from({ length: 9 }, key)
      const scriptPath = random(size === 3 ? 341 : 512, size)
      const sent = begun(id!, 0, {
        parentId,
        flow,
        step,
        source,
        scriptPath,
        runNumber: 9e15,
        tags: [tag],
        metadata: [{ field, value: key() }],
        nodeResults: [{ nodeId, status: 'COMPLETED', value: key() }],
        dag: { nodes: [{ id: nodeId }], edges: [{ source: nodeId, target: nodeId }] },
      })
      await record(
        api,
        [begun(parentId!), sent, begun(key(), 0, { flow, runNumber: 1, step: 'end' })],
        backend,
      )
      const run = { flow, number: 9e15 - 1 }
      const clientKey = key()
      const ofRun = { ...run, name, user: key(), tags: [tag], systemTags: [key()], startedAt: at(0) }
      await storeRuns(api, [{ ...ofRun, clientKey }], backend)
      await storeFacts(
        api,
        [
          { run, step, field, value: key(), clientKey },
          { execution: id, field, value: key(), clientKey },
        ],
        backend,
      )
      await patch(backend, { id, addTags: [key()], nodeResults: [{ nodeId: key(), status: 'READY' }] })

      const filters = [
        ...[{ flow: [flow] }, { parent: parentId }, { scriptPath }, { scriptPrefix: scriptPath }],
        ...[{ tagsAny: [tag] }, { run: { flow, number: 9e15 } }, { source: [source], flow: [flow] }],
      ]
      for (const filter of filters) {
        const found = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
          'query ($filter: ExecutionFilter) { executionHistory(filter: $filter) { nodes { id } } }',
          { filter: { ...filter, backend: [backend] } },
        )
        expect(found.executionHistory.nodes).toContainEqual({ id })
      }
      const query = `query ($id: ID!, $flow: String!, $name: String, $backend: String) {
        execution(id: $id, backend: $backend) { id flow step parent { id } dag { nodes { id } } nodeResults { nodes { nodeId } } }
        run(flow: $flow, ref: $name, backend: $backend) { name flow metadata { nodes { step field } } }
      }`
      expect(await api.data(query, { id, flow, name, backend })).toEqual({
        execution: {
          id,
          flow,
          step,
          parent: { id: parentId },
          dag: { nodes: [{ id: nodeId }] },
          nodeResults: { nodes: expect.arrayContaining([{ nodeId }]) },
        },
        run: { name, flow, metadata: { nodes: [{ step, field }] } },
      })
    })
  })

  async function patch(backend: string, one: object) {
    const { updateExecutions } = await api.data<{ updateExecutions: object }>(
      `mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok problem { message } } } }`,
      { input: { backend, executions: [one] } },
    )
    expect(updateExecutions).toEqual({ results: [{ ok: true, problem: null }] })
  }
})
