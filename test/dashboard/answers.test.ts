import { afterEach, expect, it, vi } from 'vitest'
import { createAnswers } from '../../src/dashboard/data/answers.ts'
import type { Reply } from '../../src/dashboard/data/send.ts'
import { asked, noteAsked, recentlyAsked } from '../../src/dashboard/data/costs.ts'

/** A document, and a server that answers when it is told to. */
function setUp(most?: number) {
  const sent: { variables: object; answer: (reply: Partial<Reply<unknown>>) => Promise<void> }[] = []
  const read = <Data>(_: object, variables: object) =>
    new Promise<Reply<Data>>((resolve) => {
      const answer = async (reply: Partial<Reply<unknown>>) => {
        resolve({ data: undefined, error: undefined, ticks: undefined, ...reply } as Reply<Data>)
        await Promise.resolve()
        await Promise.resolve()
      }
      sent.push({ variables, answer })
    })
  const answers = createAnswers(read, most)
  return { sent, answers, of: (number: number) => answers.of({ toString: () => 'query Q' }, { number }) }
}

const refused = (code: string) => Object.assign(new Error(code), { problems: [{ message: code, extensions: { code } }] }) // prettier-ignore

afterEach(() => void vi.useRealTimers())

it('keeps answers that nobody uses for who comes back, but only so many', async () => {
  const { sent, answers, of } = setUp(3)
  for (let number = 0; number < 1_000; number += 1) {
    const end = of(number).use()
    await sent.at(-1)!.answer({ data: number })
    end()
  }
  expect(answers.size()).toBe(3)
  expect(of(999).state.get().data).toBe(999)
  expect(of(0).state.get().data).toBeUndefined()
})

it('drops none that is used, however many there are', () => {
  const { answers, of } = setUp(1)
  const ends = Array.from({ length: 5 }, (_, number) => of(number).use())
  expect(answers.size()).toBe(5)
  for (const end of ends) end()
  expect(answers.size()).toBe(1)
})

it('asks once for all who ask the same, and tells all of them', async () => {
  const { sent, of } = setUp()
  of(1).use()
  of(1).use()
  of(1).ask()
  expect(sent).toHaveLength(1)
  await sent[0]!.answer({ data: 'a' })
  of(1).ask()
  expect(sent).toHaveLength(2)
  await sent[1]!.answer({ data: 'b' })
  expect(of(1).state.get().data).toBe('b')
})

it('asks once more for what must be newer than what is under way', async () => {
  const { sent, of } = setUp()
  of(1).use()
  of(1).again()
  of(1).again()
  expect(sent).toHaveLength(1)
  await sent[0]!.answer({ data: 'old' })
  expect(sent).toHaveLength(2)
  await sent[1]!.answer({ data: 'new' })
  expect(sent).toHaveLength(2)
  expect(of(1).state.get().data).toBe('new')
})

it('keeps what is known when a later answer fails, and asks again by itself', async () => {
  vi.useFakeTimers()
  const { sent, of } = setUp()
  const end = of(1).use()
  await sent[0]!.answer({ data: 'a' })
  of(1).ask()
  await sent[1]!.answer({ error: new Error('gone') })
  expect(of(1).state.get()).toMatchObject({ data: 'a', error: { message: 'gone' } })
  vi.advanceTimersByTime(5_000)
  expect(sent).toHaveLength(3)
  await sent[2]!.answer({ error: refused('BACKEND_UNAVAILABLE') })
  vi.advanceTimersByTime(9_999)
  expect(sent).toHaveLength(3)
  vi.advanceTimersByTime(1)
  await sent[3]!.answer({ data: 'b' })
  expect(of(1).state.get()).toEqual({ data: 'b', error: undefined, ticks: undefined })
  of(1).ask()
  await sent[4]!.answer({ error: new Error('gone') })
  end()
  vi.advanceTimersByTime(120_000)
  expect(sent).toHaveLength(5)
})

it('does not ask again what would be refused again', async () => {
  vi.useFakeTimers()
  const { sent, of } = setUp()
  of(1).use()
  await sent[0]!.answer({ error: refused('BAD_USER_INPUT') })
  vi.advanceTimersByTime(600_000)
  expect(sent).toHaveLength(1)
})

it('knows the price of each operation of a page, however often others are asked', () => {
  const one = { query: '', variables: {}, backends: [], at: 0 }
  noteAsked({ ...one, name: 'WatchedExecutions', at: 1 })
  for (let at = 2; at < 100; at += 1) noteAsked({ ...one, name: 'Rail', at })
  expect(asked.get().map(({ name, at }) => [name, at])).toEqual([['WatchedExecutions', 1], ['Rail', 99]]) // prettier-ignore
  expect(recentlyAsked.get()).toHaveLength(20)
})
