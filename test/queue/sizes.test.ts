import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  type Action,
  claim,
  complete,
  drain,
  edge,
  leaseOf,
  look,
  node,
  nodes,
  startOne,
} from '../setup/ask/queue.ts'
import { sized } from '../setup/whole.ts'

const inMemory = { title: 'memory', kinds: { main: 'memory' } }

/** A hundredth of what a server allows unless it is told otherwise: large values are slow. */
const [outputBytes, inputBytes] = [10_485, 167_772]
const large = 'x'.repeat(10_480)
const sources = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)

const tested = sized([...aloneSetups, inMemory], aloneSetups)

describe.each(tested)('a server with large values in its queue on $title', (setup) => {
  let api: Api
  beforeAll(async () => void (api = await startApi(setup, { outputBytes, inputBytes })))
  afterAll(() => api.close())

  /** One by one: a body has its bound. */
  async function hand(actions: readonly Action[], output: unknown) {
    for (const action of actions) await complete(api, [{ ...leaseOf(action), output }])
  }
  const statusOf = async (id: string) => {
    const [seen] = await look(api, [id])
    return [seen!.status, seen!.error]
  }

  it('hands out as many actions as fit, and answers others meanwhile', async () => {
    const targets = Array.from({ length: 500 }, (_, index) => `n${index}`)
    const id = await startOne(api, {
      nodes: [...nodes(sources(3).join(' ')), ...targets.map((one) => node(one))],
      edges: targets.flatMap((target) => sources(3).map((source) => ({ source, target }))),
    })
    await hand(await claim(api, { limit: 3 }), large)
    const claims = await Promise.all([claim(api, { limit: 500 }), claim(api, { limit: 500 })])
    expect(claims.map((actions) => actions.length)).toEqual([5, 5])
    expect(
      claims
        .flat()
        .map(({ nodeId }) => nodeId)
        .toSorted(byNumber),
    ).toEqual(targets.slice(0, 10))
    expect(claims.flat().every(({ input }) => (input as { s2: string }).s2 === large)).toBe(true)
    const { queue } = await api.data('{ queue { inFlight } }')
    expect(queue).toEqual({ inFlight: 10 })
    await api.data('mutation ($ids: [ID!]!) { cancelExecutions(input: { ids: $ids }) { results { ok } } }', {
      ids: [id],
    })
  })

  it('fails what can never be handed out, and goes on', async () => {
    const id = await startOne(api, {
      nodes: [...nodes(sources(17).join(' ')), node('all')],
      edges: sources(17).map((source) => edge(`${source} all`)),
    })
    await hand(await claim(api), large)
    const [status, error] = await statusOf(id)
    expect(status).toBe('FAILED')
    expect(error).toMatch(
      /^TOO_LARGE: the input of node "all" has 178\d{3} bytes\. The limit for the input of an action is 167772\.$/,
    )
  })

  const map = {
    nodes: [node('list'), node('each', { mapOver: 'list' }), node('last')],
    edges: [edge('list each'), edge('each last')],
  }
  const over = async (count: number, output: string) => {
    const id = await startOne(api, map)
    await hand(
      await claim(api),
      Array.from({ length: count }, (_, index) => index),
    )
    await hand(await claim(api), output)
    return id
  }

  it('fails a map whose outputs are too large together, and goes on', async () => {
    const [status, error] = await statusOf(await over(17, large))
    expect([status, String(error).replace(/\d{6} bytes/, '… bytes')]).toEqual([
      'FAILED',
      'TOO_LARGE: the outputs of node "each" have … bytes in total. The limit for the list of a map is 167772.',
    ])
  })

  it('takes 20 outputs of 1 kB, though their list is larger than one output may be', async () => {
    const text = 'x'.repeat(1_000)
    const id = await over(20, text)
    const [last] = await drain(api)
    expect([last!.nodeId, (last!.input as { each: string[] }).each]).toEqual([
      'last',
      Array.from({ length: 20 }, () => text),
    ])
    expect(await statusOf(id)).toEqual(['COMPLETED', null])
  })
})

const byNumber = (one: string, other: string) => Number(one.slice(1)) - Number(other.slice(1))
