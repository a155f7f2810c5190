import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { history } from '../setup/seeds/history.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { walkBackward, walkForward } from '../setup/ask/walk.ts'

const own = idsFrom('own-', 30)
const theirs = idsFrom('theirs-', 30)
const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
  executionHistory(first: $first, after: $after, last: $last, before: $before) {
    nodes { key } pageInfo { hasNextPage startCursor endCursor } unavailable
  }
}`

let api: Api
let proxy: Proxy
beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  const kinds = { main: 'sqlite', prod: 'postgres' }
  const route = (url: string, name: string) => (name === 'prod' ? proxy.through(url) : url)
  api = await startApi({ title: '', kinds }, {}, route)
  // Two of each instant, one here and one there.
  await record(
    api,
    own.map((id, index) => begun(id, index)),
    'main',
  )
  await record(
    api,
    theirs.map((id, index) => begun(id, index)),
    'prod',
  )
})
afterAll(async () => {
  await api.close()
  await proxy.close()
})
beforeEach(() => proxy.restore())

interface History {
  nodes: { key: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string; startCursor: string }
  unavailable: string[]
}

/** A page that lacks the share of `prod`, and the cursor that reads on in that. */
async function pageWithout(page: object): Promise<History & { resume: string }> {
  await proxy.cut()
  const answer = await api.ask(query, { ...page })
  await proxy.restore()
  const { executionHistory } = answer.data as { executionHistory: History }
  expect(errors(answer)).toEqual([
    { code: 'BACKEND_UNAVAILABLE', backend: 'prod', path: ['executionHistory'], resume: expect.any(String) },
  ])
  expect(executionHistory.unavailable).toEqual(['prod'])
  return { ...executionHistory, resume: answer.errors![0]!.extensions!['resume'] as string }
}

const keys = (nodes: readonly { key: string }[]) => nodes.map(({ key }) => key)
const newestFirst = (name: string, ids: readonly string[]) => ids.map((id) => `${name}:${id}`).toReversed()

it('the first page has the rows of the backend that answers, and names the other', async () => {
  const { nodes } = await pageWithout({ first: 20 })
  expect(keys(nodes)).toEqual(newestFirst('main', own).slice(0, 20))
})

it.each([1, 7, 100])('its resume cursor reads exactly the missing share, in pages of %i', async (size) => {
  const { resume } = await pageWithout({ first: 20 })
  const share = await walkForward(
    async ({ after, first }) => {
      const page = await history(api, { first: first!, after: after ?? resume })
      // The walk knows the beginning by its lack of a cursor.
      return after ? page : { ...page, pageInfo: { ...page.pageInfo, hasPreviousPage: false } }
    },
    [size],
  )
  expect(keys(share)).toEqual(newestFirst('prod', theirs))
})

it('of a later page it reads what is missing from there on', async () => {
  const first = await history(api, { first: 15 })
  const seen = keys(first.nodes)
  const { nodes, resume } = await pageWithout({ first: 50, after: first.pageInfo.endCursor })
  const share = await history(api, { first: 100, after: resume })
  const all = [...seen, ...keys(nodes), ...keys(share.nodes)]
  expect(all.toSorted()).toEqual([...newestFirst('main', own), ...newestFirst('prod', theirs)].toSorted())
  expect(keys(share.nodes)).toEqual(newestFirst('prod', theirs).filter((key) => !seen.includes(key)))
})

it('of a page towards the beginning it reads the missing share backwards', async () => {
  const { resume, nodes } = await pageWithout({ last: 10 })
  expect(keys(nodes)).toEqual(newestFirst('main', own).slice(-10))
  const share = await walkBackward(
    async ({ before, last }) => {
      const page = await history(api, { last: last!, before: before ?? resume })
      return before ? page : { ...page, pageInfo: { ...page.pageInfo, hasNextPage: false } }
    },
    [7],
  )
  expect(keys(share)).toEqual(newestFirst('prod', theirs))
})

it('a backend that is still down when its share is read gives the same cursor again', async () => {
  const { resume } = await pageWithout({ first: 20 })
  await proxy.cut()
  const answer = await api.ask(query, { first: 20, after: resume })
  await proxy.restore()
  expect(answer.data).toEqual({ executionHistory: null })
  expect(errors(answer)).toEqual([
    { code: 'BACKEND_UNAVAILABLE', backend: 'prod', path: ['executionHistory'], resume },
  ])
  expect(keys((await history(api, { first: 100, after: resume })).nodes)).toEqual(newestFirst('prod', theirs))
})
