import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Page, createPages } from '../../src/dashboard/data/pages.ts'
import { createRowList } from '../../src/dashboard/data/rowlist.ts'

interface Row {
  readonly id: string
}

const compare = (a: Row, b: Row) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

interface Sent {
  readonly after: string | null
  answer(ids: string, tick: number, next?: string): Promise<void>
  fail(message: string): Promise<void>
}

/** A list, and a server that answers when it is told to. */
function setUp() {
  const sent: Sent[] = []
  const list = createRowList<Row>({ keyOf: ({ id }) => id, compare })
  const pages = createPages(list, (after) => {
    const { promise, resolve, reject } = Promise.withResolvers<Page<Row>>()
    sent.push({
      after,
      async answer(ids, tick, next) {
        const rows = ids.split('').map((id) => ({ id }))
        resolve({ rows, next: next ?? null, ticks: { main: `e.${tick}` }, unavailable: [] })
        await vi.advanceTimersByTimeAsync(0)
      },
      async fail(message) {
        reject(new Error(message))
        await vi.advanceTimersByTimeAsync(0)
      },
    })
    return promise
  })
  return { sent, list, pages, shown: () => list.order().join('') }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('is read at once, and again only when changes are told from later on than it has seen', async () => {
  const { sent, pages, shown } = setUp()
  pages.begin()
  expect(sent).toHaveLength(1)
  await sent[0]!.answer('abc', 5)
  pages.followedFrom('main', 'e.5')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(1)
  // Of the other store the answer has nothing: that is asked once more, and then it is known.
  pages.followedFrom('other', 'e.5')
  expect(sent).toHaveLength(2)
  await sent[1]!.answer('abc', 6)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(2)
  expect(shown()).toBe('abc')
})

it('is read again after its first answer when changes were told meanwhile', async () => {
  const { sent, pages } = setUp()
  pages.begin()
  pages.followedFrom('main', 'e.5')
  expect(sent).toHaveLength(1)
  await sent[0]!.answer('abc', 3)
  expect(sent).toHaveLength(2)
})

it('reads again what may have been missed while another page was under way', async () => {
  const { sent, pages, shown } = setUp()
  pages.begin()
  pages.followedFrom('main', 'e.1')
  await sent[0]!.answer('abc', 1, 'c')
  const more = pages.more()
  pages.followedFrom('main', 'f.1')
  await sent[1]!.answer('d', 1)
  await more
  expect(sent).toHaveLength(3)
  expect(sent[2]!.after).toBe(null)
  await sent[2]!.answer('bcde', 9)
  expect(shown()).toBe('bcde')
})

it('keeps the rows when they cannot be read again, says so, and tries again by itself', async () => {
  const { sent, pages, shown } = setUp()
  pages.begin()
  pages.followedFrom('main', 'e.1')
  await sent[0]!.answer('abc', 1)
  void pages.reload()
  await sent[1]!.fail('gone')
  expect(shown()).toBe('abc')
  expect(pages.state.get()).toMatchObject({ isLoading: false, error: { message: 'gone' } })
  await vi.advanceTimersByTimeAsync(5_000)
  await sent[2]!.fail('gone')
  await vi.advanceTimersByTimeAsync(9_999)
  expect(sent).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1)
  await sent[3]!.answer('abcd', 2)
  expect(pages.state.get().error).toBeUndefined()
  expect(shown()).toBe('abcd')
  void pages.reload()
  await sent[4]!.fail('gone')
  pages.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(sent).toHaveLength(5)
})
