import { describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'
import { serve } from '../setup/servers/process.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const processes = sized([1, 2, 3], [1, 2])
const record = `mutation ($id: ID!) {
  recordExecutions(input: { executions: [{ id: $id, flow: "Together" }] }) { results { ok } }
}`

describe.concurrent.each(kinds)('several processes over one %s store', (kind) => {
  it('start at once while it is empty, and again when it is not, and see what the others wrote', async () => {
    const place = await newPlace(kind)
    const args = ['--backend', `main=${place.url}`]
    const first = await Promise.all(processes.map(() => serve(args)))
    const written = await Promise.all(first.map(({ ask }, index) => ask(record, { id: `first-${index}` })))
    expect(written).toEqual(
      written.map(() => ({
        status: 200,
        body: expect.objectContaining({ data: { recordExecutions: { results: [{ ok: true }] } } }),
      })),
    )
    const second = [await serve(args)]
    for (const { ask } of [...first, ...second]) {
      const { body } = await ask('{ executionHistory { nodes { id } } }')
      const { data } = body as { data: { executionHistory: { nodes: { id: string }[] } } }
      expect(data.executionHistory.nodes.map(({ id }) => id).toSorted()).toEqual(
        processes.map((_, index) => `first-${index}`),
      )
    }
    const ends = await Promise.all([...first, ...second].map(({ stop }) => stop()))
    expect(ends).toEqual(ends.map(() => ({ code: 0, signal: null })))
    await place.remove()
  })
})

it('two backends of one process may be one file', async () => {
  const place = await newPlace('sqlite')
  const open = (name: string) => openBackend(parseBackend(`${name}=${place.url}`))
  const api = apiOver([await open('a'), await open('b')], [place])
  await api.data(record, { id: 'x' })
  expect(await api.data('{ executions(ids: ["a:x", "b:x"]) { key } }')).toEqual({
    executions: [{ key: 'a:x' }, { key: 'b:x' }],
  })
  await api.close()
})
