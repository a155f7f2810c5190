import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { unavailable } from '../../src/db/failure.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Operation, type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { holdTimers, pass } from '../setup/servers/passing.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'
import type { AppOptions } from '../../src/server/app.ts'
import { sized } from '../setup/whole.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const close of opened.splice(0).toReversed()) await close()
})

/** A server that reads its store through `read`. */
async function serverOver(
  kind: string,
  options: Partial<AppOptions> = {},
  read?: (backend: Backend, ...given: Parameters<Backend['read']>) => Promise<unknown>,
): Promise<Api> {
  const place = await newReadyPlace(kind)
  const backend = await openBackend(parseBackend(`main=${place.url}`))
  const own: Backend = read ? { ...backend, read: (...given) => read(backend, ...given) as never } : backend
  const api = apiOver([own], [place], options)
  opened.push(async () => {
    await api.app.close()
    await api.close()
  })
  return api
}
async function watch(api: Api, ...operations: Operation[]): Promise<StreamOf> {
  const stream = await openStream(askOf(api.app), operations)
  opened.push(() => stream.close())
  return stream
}

const ids = idsFrom('e', 10)
/** Adds a tag to all of them at once. */
const tag = (api: Api, text: string) =>
  api.data(
    `mutation Tag($patches: [ExecutionPatch!]!) { updateExecutions(input: { executions: $patches }) { results { ok } } }`,
    { patches: ids.map((id) => ({ id, addTags: [text] })) },
  )
/** The newest that is told of each, with its errors. */
const newest = ({ events }: StreamOf, id: string) => {
  const found = new Map<string, unknown>()
  for (const { event, data } of events)
    if (event === 'next' && data['id'] === id) {
      const { data: told, errors } = data['payload'] as Told
      const { executionsChanged } = told ?? {}
      found.set(executionsChanged?.id ?? '', errors ? codesOf(errors) : executionsChanged?.execution)
    }
  return found
}
interface Told {
  readonly data: { readonly executionsChanged: { readonly id: string; readonly execution: unknown } } | null
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}
const codesOf = (errors: NonNullable<Told['errors']>) => [
  ...new Set(errors.map(({ extensions }) => extensions.code)),
]
const errorsIn = (stream: StreamOf, id: string) =>
  stream.events.flatMap(({ event, data }) => {
    const { errors } = (data['payload'] ?? {}) as Partial<Told>
    return event === 'next' && data['id'] === id && errors ? codesOf(errors) : []
  })

const decent = watchExecutions('good', ids, 'id tags metadata(first: 1) { nodes { field } }')
/** Different pages of a list, each of which is a reading of its own. */
const pages = (field: string, count: number, length: (index: number) => number) =>
  idsFrom('p', count)
    .map((alias, index) => `${alias}: ${field}(first: ${length(index)}) { nodes { id } }`)
    .join(' ')

const mostReads = 30
const hostiles = [
  { title: 'too many reads', fields: pages('metadata', 35, (index) => index + 1), options: { mostReads } },
  {
    title: 'too many bytes',
    fields: 'inputs { json }',
    options: { answerLimits: { bytes: 100_000, values: 200_000 } },
  },
]

/** It is the reading for streams, and not the store, that shares. */
describe.each(sized(kinds, ['sqlite']))('beside a document that needs too much, on %s,', (kind) => {
  it.each(hostiles)('others are told all ($title)', async ({ fields, options }) => {
    const api = await serverOver(kind, options)
    const facts = Array.from({ length: 2 }, (_, index) => ({ field: 'note', value: String(index) }))
    await record(
      api,
      ids.map((id) => begun(id, 0, { metadata: facts, inputs: 'x'.repeat(20_000) })),
    )
    const hostile = await watch(api, watchExecutions('bad', ids, `id ${fields}`), decent)
    const good = await watch(api, decent)
    const tags: string[] = []
    for (const text of ['one', 'two', 'three']) {
      await tag(api, text)
      tags.push(text)
      const all = new Map(
        ids.map((id) => [id, { id, tags: tags.toSorted(), metadata: { nodes: [{ field: 'attempt' }] } }]),
      )
      await expect.poll(() => newest(good, 'good')).toEqual(all)
      await expect.poll(() => newest(hostile, 'good')).toEqual(all)
    }
    expect([errorsIn(good, 'good'), errorsIn(hostile, 'good')]).toEqual([[], []])
    await expect.poll(() => errorsIn(hostile, 'bad')).toContain('QUERY_TOO_EXPENSIVE')
  })

  it('others are told all, in their order, while the store does not answer it', async () => {
    let hanging: PromiseWithResolvers<void> | undefined
    const api = await serverOver(kind, {}, async (backend, statement, values, reading) => {
      if (hanging && statement.name === 'executions.attempts') {
        await hanging.promise
        throw unavailable('main')
      }
      return backend.read(statement, values, reading)
    })
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const hostile = await watch(api, watchExecutions('bad', ids, 'id tags attempts { nodes { number } }'))
    const good = await watch(api, watchExecutions('good', ids, 'id tags'))
    hanging = Promise.withResolvers()
    const tags: string[] = []
    for (const text of idsFrom('t', 6)) {
      await tag(api, text)
      tags.push(text)
      const all = new Map(ids.map((id) => [id, { id, tags: tags.toSorted() }]))
      await expect.poll(() => newest(good, 'good')).toEqual(all)
    }
    expect([errorsIn(good, 'good'), errorsIn(hostile, 'bad')]).toEqual([[], []])
    hanging.resolve()
    hanging = undefined
    await expect.poll(() => errorsIn(hostile, 'bad')).toContain('BACKEND_UNAVAILABLE')
    await tag(api, 'last')
    const all = new Map(
      ids.map((id) => [id, { id, tags: [...tags, 'last'].toSorted(), attempts: { nodes: [{ number: 1 }] } }]),
    )
    await expect.poll(() => newest(hostile, 'bad')).toEqual(all)
  })

  it('others are told all, however many such documents there are', async () => {
    const api = await serverOver(kind, { mostReads })
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    for (const stream of idsFrom('s', 2)) {
      const documents = idsFrom(`${stream}_`, 5)
      const fields = pages('metadata', 35, (index) => index + 1)
      await watch(api, ...documents.map((name) => watchExecutions(name, ids, `${name}: id ${fields}`)))
    }
    const good = await watch(api, decent)
    for (const text of ['one', 'two']) {
      await tag(api, text)
      await expect
        .poll(() => [...newest(good, 'good').values()].every((row) => JSON.stringify(row).includes(text)))
        .toBe(true)
    }
    expect(errorsIn(good, 'good')).toEqual([])
  })
})

it('what wants attention is told to others than those whose document needs too much', async () => {
  const api = await serverOver('sqlite', { mostReads })
  const heartbeatAt = new Date(Date.now() - 255_000).toISOString()
  await record(api, [begun('a', 0, { heartbeatTimeoutMs: 300_000, heartbeatAt })])
  const attention = (id: string, fields: string) => ({
    id,
    query: `subscription { attentionChanged { items { execution { ${fields} } } } }`,
  })
  holdTimers()
  const hostile = await watch(api, attention('bad', `id ${pages('metadata', 35, (index) => index + 1)}`))
  const good = await watch(api, attention('good', 'id tags'))
  expect(good.of('good')).toEqual([{ items: [{ execution: { id: 'a', tags: [] } }] }])
  await api.data(`mutation { updateExecutions(input: { executions: [
    { id: "a", addTags: ["x"], metadata: [{ field: "note", value: "1" }] }] }) { results { ok } } }`)
  // Attention is looked at every ten seconds.
  await pass(11_000)
  await expect
    .poll(() => good.of('good').at(-1))
    .toEqual({ items: [{ execution: { id: 'a', tags: ['x'] } }] })
  expect(errorsIn(good, 'good')).toEqual([])
  await expect.poll(() => errorsIn(hostile, 'bad')).toContain('QUERY_TOO_EXPENSIVE')
})
