import { expect, it } from 'vitest'
import { at } from '../setup/seeds/records.ts'
import { serve } from '../setup/servers/process.ts'
import { serveHere } from '../setup/servers/served.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const recording = `mutation ($id: ID!) { recordExecutions(input: { executions: [{
  id: $id, flow: "Killed", attempts: [{ number: 1, startedAt: "${at(0)}" }]
}] }) { results { ok } } }`
const patching = `mutation ($patch: ExecutionPatch!) {
  updateExecutions(input: { executions: [$patch] }) { results { ok } }
}`
const patchOf = (id: string, tag: string) => ({
  id,
  addTags: [tag],
  outputs: tag,
  metadata: [{ field: 'note', value: tag }],
  nodeResults: [{ nodeId: tag, status: 'COMPLETED' }],
})
const reading = `query ($ids: [ID!]!) { executions(ids: $ids) {
  version nodeCount tags outputs { json } nodeResults(first: 1000) { nodes { nodeId } } metadata(first: 1000) { nodes { field value } }
} }`

interface Answer {
  readonly data: object
}

interface Found {
  readonly version: string
  readonly nodeCount: number
  readonly tags: readonly string[]
  readonly outputs: { readonly json: string } | null
  readonly nodeResults: { readonly nodes: readonly { readonly nodeId: string }[] }
  readonly metadata: { readonly nodes: readonly { readonly field: string; readonly value: string }[] }
}

// In `npm test` servers over a Postgres are killed in queue/crash.
it.each(sized(kinds, ['sqlite']))(
  'what was answered before the process was killed is there, whole and once, on %s',
  async (kind) => {
    const place = await newReadyPlace(kind)
    const server = await serve(['--backend', `main=${place.url}`])
    const writers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const acknowledged = new Map<string, string[]>(writers.map((id) => [id, []]))
    let total = 0
    const write = async (id: string) => {
      await server.ask(recording, { id })
      for (let turn = 100; ; turn += 1) {
        const patch = patchOf(id, `t${turn}`)
        const { body } = await server.ask(patching, { patch })
        expect((body as Answer).data).toEqual({ updateExecutions: { results: [{ ok: true }] } })
        acknowledged.get(id)!.push(`t${turn}`)
        total += 1
        if (total === sized(100, 40)) server.child.kill('SIGKILL')
      }
    }
    // Each ends with its first request that is not answered.
    await Promise.allSettled(writers.map(write))
    await server.ended
    const again = await serveHere(place.url)
    const { body } = await again.ask(reading, { ids: writers })
    const { executions } = (body as { data: { executions: Found[] } }).data
    for (const [index, one] of executions.entries()) {
      const known = acknowledged.get(writers[index]!)!
      // The last one may have been stored without anyone having heard of it.
      const there = one.tags
      expect(there.slice(0, known.length)).toEqual(known)
      expect(there.length - known.length).toBeLessThanOrEqual(1)
      expect(one).toMatchObject({ version: String(1 + there.length), nodeCount: there.length })
      expect(one.outputs?.json).toBe(there.at(-1))
      expect(one.nodeResults.nodes.map(({ nodeId }) => nodeId)).toEqual(there)
      const notes = one.metadata.nodes.filter(({ field }) => field === 'note')
      expect(notes.map(({ value }) => value)).toEqual(there)
    }
    await again.close()
    await place.remove()
  },
)
