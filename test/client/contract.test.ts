import { parse } from 'graphql'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, ExecgraphError, createClient } from '../../src/client/index.ts'
import { type Answer, type Api, type Cost, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'
import { kinds, kindsAndMemory } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const all = async <Element>(elements: AsyncIterable<Element>) => {
  const found: Element[] = []
  for await (const element of elements) found.push(element)
  return found
}

const sorted = (told: readonly unknown[]) => told.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))

describe.each(sized(kindsAndMemory, kinds))('the typed client, over HTTP and %s', (kind) => {
  let api: Api
  let close: () => Promise<void>
  let client: Client
  /** What each answer says it has cost. */
  const costs: Cost[][] = []

  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    const served = await listen(api.app)
    ;({ close } = served)
    const counting = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      if (!url.endsWith('/stream'))
        costs.push(((await response.clone().json()) as Answer).extensions?.backends ?? [])
      return response
    }
    client = createClient({ url: served.url, fetch: counting, retries: 0 })
    const recorded = await client.record([
      { id: 'good', flow: 'train', runNumber: 1, step: 'end', status: 'completed', inputs: { size: 1 } },
      {
        id: 'bad',
        flow: 'train',
        runNumber: 2,
        step: 'end',
        status: 'failed',
        error: 'Error: no room',
        inputs: { size: 2 },
      },
      { id: 'on', flow: 'serve', status: 'running' },
      { id: '', flow: 'serve' },
    ])
    expect(recorded.map(({ id, ok, problem }) => [id, ok, problem?.code])).toEqual([
      ['good', true, undefined],
      ['bad', true, undefined],
      ['on', true, undefined],
      ['', false, 'BAD_USER_INPUT'],
    ])
  })
  afterAll(async () => {
    client.close()
    await close()
    await api.app.close()
    await api.close()
  })

  it('looks up what is asked for at the same time by one statement', async () => {
    costs.length = 0
    const [one, unknown, others] = await Promise.all([
      client.execution('good'),
      client.execution('nobody'),
      client.executions(['main:bad', 'good', 'nobody', 'main:bad']),
    ])
    expect(one).toMatchObject({ key: 'main:good', flow: 'train', step: 'end', status: 'COMPLETED' })
    expect(unknown).toBeNull()
    expect(others.map((found) => found?.key)).toEqual(['main:bad', 'main:good', undefined, 'main:bad'])
    expect(costs.map((backends) => backends.map(({ statements }) => statements))).toEqual([
      kind === 'memory' ? [expect.any(Number)] : [1],
    ])
  })

  it('looks up more ids than the server takes by several calls', async () => {
    costs.length = 0
    const ids = Array.from({ length: 1_001 }, (_, index) => `none-${index}`)
    const found = await client.executions([...ids, 'good'])
    expect(found.filter((execution) => execution !== null)).toHaveLength(1)
    expect(costs).toHaveLength(3)
    expect(await client.executions([])).toEqual([])
  })

  it('lists runs, executions and groups of failures over their pages', async () => {
    const runs = await all(client.runs({ first: 1, filter: { flow: ['train'] } }))
    expect(runs.map(({ id, status }) => [id, status])).toEqual([
      ['main:train/2', 'FAILED'],
      ['main:train/1', 'COMPLETED'],
    ])
    const pages = await all(client.executionHistory({ first: 2, orderBy: { direction: 'ASC' } }).pages())
    expect(pages.map(({ nodes, unavailable }) => [nodes.length, unavailable])).toEqual([
      [2, []],
      [1, []],
    ])
    const later = client.executionHistory({
      first: 2,
      orderBy: { direction: 'ASC' },
      after: pages[0]!.pageInfo.endCursor,
    })
    expect(await all(later)).toEqual(pages[1]!.nodes)
    const groups = await all(client.failureGroups())
    expect(groups.map(({ title, count, flows }) => [title, count, flows])).toEqual([
      ['Error: no room', 1, [{ flow: 'train', count: 1 }]],
    ])
  })

  it('says of a run what it is, and why it failed', async () => {
    const byId = await client.run('main:train/2')
    expect(byId).toMatchObject({
      id: 'main:train/2',
      steps: [{ name: 'end' }],
      previous: { id: 'main:train/1' },
    })
    expect(await client.run({ flow: 'train', ref: '2' })).toEqual(byId)
    expect(await client.run('train/7')).toBeNull()
    expect(await client.run({ flow: 'train', ref: '7' })).toBeNull()
    const why = await client.whyRun('train/2')
    expect(why!.failure).toMatchObject({
      summary: 'Step end failed: Error: no room',
      execution: { key: 'main:bad' },
      changed: [{ kind: 'INPUT', path: '$.size', before: '1', after: '2' }],
    })
    expect((await client.whyRun({ flow: 'train', ref: '2' }))!.failure).toEqual(why!.failure)
    expect((await client.why('bad'))!.failure).toMatchObject({ summary: 'Step end failed: Error: no room' })
    expect(await client.why('nobody')).toBeNull()
    expect(await client.whyRun('train/7')).toBeNull()
  })

  it('compares runs and executions', async () => {
    const runs = await client.compareRuns({ left: 'train/1', right: 'train/2' })
    expect(runs).toMatchObject({
      left: { number: 1 },
      right: { number: 2 },
      steps: [{ name: 'end', kind: 'CHANGED' }],
    })
    const executions = await client.compareExecutions({ left: 'good', right: 'bad' })
    expect(executions.inputs!.differences).toMatchObject([{ path: '$.size', left: { preview: '1' } }])
    await expect(client.compareRuns({ right: 'train/7' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('watches executions, tells each change, and ends when it is left or aborted', async () => {
    const ending = new AbortController()
    const told: unknown[] = []
    const watching = (async () => {
      for await (const { kind: what, id, execution } of client.watch(['on', 'later', 'on'], ending)) {
        told.push([what, id, execution?.status])
        if (told.length === 2) {
          await client.update([{ id: 'on', status: 'completed' }])
          await client.record([{ id: 'later', flow: 'serve' }])
        }
      }
    })()
    await expect.poll(() => told.length).toBe(4)
    expect(sorted(told.slice(0, 2))).toEqual([
      ['SNAPSHOT', 'on', 'RUNNING'],
      ['UNKNOWN', 'later', undefined],
    ])
    expect(sorted(told.slice(2))).toEqual([
      ['UPDATE', 'later', 'PENDING'],
      ['UPDATE', 'on', 'COMPLETED'],
    ])
    ending.abort(new Error('enough'))
    await expect(watching).rejects.toThrow('enough')
  })

  it('starts, cancels and retries executions of the queue', async () => {
    const dag = { nodes: [{ id: 'a', kind: 'k' }] }
    const [started] = await client.start([{ flow: 'queued' }], { dag })
    const id = started!.id!
    expect(started).toMatchObject({ ok: true, started: true, problem: null })
    expect((await client.queue()).waiting).toMatchObject([{ name: 'queued', value: 1 }])
    expect(await client.cancel([id, 'nobody'])).toMatchObject([
      { ok: true },
      { problem: { code: 'NOT_FOUND' } },
    ])
    expect((await client.execution(id))?.status).toBe('CANCELLED')
    expect(await client.retry([id])).toMatchObject([{ ok: true, id }])
    expect((await client.queue()).waiting).toMatchObject([{ name: 'queued', value: 1 }])
    expect((await client.attention({ first: 5 }))?.unavailable).toEqual([])
  })

  it('takes documents of your own as text and as a tree, and gives the whole answer', async () => {
    const text = 'query Own($id: ID!) { execution(id: $id) { flow } }'
    const tree = parse(text) as TypedDocumentNode<{ execution: { flow: string } | null }, { id: string }>
    const { execution } = await client.request(tree, { id: 'good' })
    expect(execution!.flow).toBe('train')
    expect(await client.request(text, { id: 'nobody' })).toEqual({ execution: null })
    const answer = await client.ask(tree, { id: 'good' })
    expect(answer).toMatchObject({
      data: { execution },
      errors: [],
      extensions: { backends: [{ name: 'main' }] },
    })
    const partly = 'query { execution(id: "good") { flow } runs(first: 0) { nodes { id } } }'
    const error: unknown = await client.request(partly, {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ExecgraphError)
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', data: { execution, runs: null }, status: 200 })
    const subscription = 'subscription ($backend: String) { queueChanged(backend: $backend) { backend } }'
    for await (const event of client.subscribe(subscription, { backend: 'main' })) {
      expect(event).toEqual({ queueChanged: { backend: 'main' } })
      break
    }
    const refused = client.subscribe('subscription { nothing }', {})
    await expect(all(refused)).rejects.toMatchObject({ name: 'ExecgraphError', code: 'BAD_USER_INPUT' })
  })
})
