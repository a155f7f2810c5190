import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openViewer } from '../../src/graphql/access/viewer.ts'
import type { Added } from '../../src/live/framing.ts'
import { createHub } from '../../src/live/hub.ts'
import type { Renderer } from '../../src/live/rendering.ts'
import { type AddingTools, createAdding } from '../../src/server/live/adding.ts'
import { severalFraming } from '../../src/server/live/sse.ts'

const document = { isNested: false, width: 1 }
const sight = { key: openViewer.sees, flows: openViewer.flows }

const operation = (id: string, query = id) => ({
  ...{ id, query, refusal: undefined, operationName: undefined, variables: {} },
})

/** A stream that tells what happens to it, in order. */
function adding() {
  const happened: string[] = []
  const stream = {
    expect: () => (happened.push('expected'), () => void happened.push('told')),
    add: async (added: readonly Added[]) => void happened.push(`add ${added.map(({ id }) => id).join(' ')}`),
    drop: (id: string) => void happened.push(`drop ${id}`),
    operationIds: () => [],
    say: (key: string) => void happened.push(key),
    beat: () => {},
    drained: () => {},
    close: () => {},
  }
  const tools = {
    documents: {
      isSubscription: () => true,
      prepare: ({ query }) => {
        happened.push(`read ${query}`)
        return { topic: { on: 'attention' as const, backends: [], sight }, document, cost: 1 }
      },
    },
    mask: (error) => error as Error,
    inTurn: (_, work) => work(),
  } satisfies AddingTools
  const holds = {
    take: () => {},
    release: (id: string) => void happened.push(`release ${id}`),
    end: () => {},
  }
  return { happened, ...createAdding(tools, { stream, holds, client: undefined, viewer: openViewer }) }
}

describe('operations that are added', () => {
  it('are read one at a time, and others are served between them', async () => {
    const { happened, add } = adding()
    const added = add(['a', 'b', 'c'].map((id) => operation(id)))
    const served = async () => {
      for (let request = 1; request <= 2; request += 1) {
        await setImmediate()
        happened.push(`served ${request}`)
      }
    }
    await Promise.all([added, served()])
    expect(happened.indexOf('served 1')).toBeLessThan(happened.indexOf('read c'))
    expect(happened.filter((one) => !one.startsWith('served'))).toEqual([
      ...['expected', 'read a', 'read b', 'read c', 'add a b c', 'told'],
    ])
  })

  it('are not begun when they were dropped or sent anew meanwhile, and count until then', async () => {
    const { happened, add, drop, waitingIds } = adding()
    const added = add([operation('a'), operation('b'), operation('c')])
    expect([...waitingIds()]).toEqual(['a', 'b', 'c'])
    drop('b')
    await Promise.all([added, add([operation('c', 'newer')])])
    expect(happened.filter((one) => /^(?:read|add)/.test(one)).toSorted()).toEqual([
      ...['add a', 'add c', 'read a', 'read newer'],
    ])
    expect([...waitingIds()]).toEqual([])
  })

  it('are forgotten when the stream is closed', async () => {
    const { happened, add, close } = adding()
    const added = add([operation('a'), operation('b')])
    close()
    await added
    expect(happened).toEqual(['expected', 'read a', 'add ', 'told'])
  })
})

it('no beat says that all is told while operations come', () => {
  const renderer: Renderer = {
    begin: () => ({ render: async () => Buffer.from(''), begun: () => {}, exceeded: () => new Set() }),
  }
  const hub = createHub([], { renderer, report: () => {}, readMs: 1_000 })
  const written: string[] = []
  const sink = { write: (chunk: Buffer) => (written.push(chunk.toString()), true), end: () => {} }
  const stream = hub.open(sink, severalFraming(), undefined)
  const [one, other] = [stream.expect(), stream.expect()]
  stream.beat()
  one()
  expect(written).toEqual([])
  other()
  expect(written.map((event) => event.slice(0, 11))).toEqual(['event: beat'])
  stream.close()
})
