import { expect, it, vi } from 'vitest'
import { createBodies } from '../../src/server/requests/bodies.ts'
import { createChunks } from '../../src/server/requests/joining.ts'
import { createIntake, defaultMaxBody, defaultMaxBodyNodes } from '../../src/server/requests/intake.ts'

const KB = 1024
const bounds = { maxBody: defaultMaxBody, maxBodyNodes: defaultMaxBodyNodes, bodies: createBodies() }

/** Chunks of a body, each of other bytes. */
const chunksOf = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, number) => Buffer.alloc(bytes, number))

/** In how many rounds of the event loop the work is done. */
async function roundsOf<T>(work: Promise<T>): Promise<{ rounds: number; result: T }> {
  let [rounds, isOver] = [0, false]
  const round = () => {
    rounds += 1
    if (!isOver) setImmediate(round)
  }
  setImmediate(round)
  const result = await work
  isOver = true
  return { rounds, result }
}

it('a body of 8 MB is joined in turns', async () => {
  const chunks = createChunks()
  const sent = chunksOf(128, 64 * KB)
  for (const chunk of sent) chunks.add(chunk)
  const { rounds, result } = await roundsOf(chunks.join())
  expect(rounds).toBeGreaterThan(12)
  expect(result.equals(Buffer.concat(sent))).toBe(true)
  expect(chunks.all()).toEqual([])
})

it('a body that comes byte by byte is kept in few chunks', async () => {
  const chunks = createChunks()
  const sent = chunksOf(10_000, 1)
  for (const chunk of sent) chunks.add(chunk)
  expect(chunks.all().length).toBeLessThan(10_000 / 64 + 64)
  expect((await chunks.join()).equals(Buffer.concat(sent))).toBe(true)
})

it.each([
  [256 * KB, false],
  [256 * KB + 1, true],
])('a body that says it has %i bytes is paced from its first byte: %o', (declared, isLong) => {
  expect(createIntake(bounds, bounds.bodies.begin(), declared).isLong()).toBe(isLong)
})

/** How many turns a body takes, beside those in which it is joined, while each look at the clock takes a millisecond. */
async function turnsOf(body: string): Promise<number> {
  const intake = createIntake(bounds, bounds.bodies.begin(), body.length)
  for (let from = 0; from < body.length; from += 64 * KB)
    intake.take(Buffer.from(body.slice(from, from + 64 * KB)))
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now++)
  const { rounds, result } = await roundsOf(intake.parse())
  clock.mockRestore()
  expect(result).toEqual(JSON.parse(body))
  return rounds
}

const textOf = (bytes: number) => `{"query":"${'x'.repeat(bytes - 12)}"}`
const valuesOf = (count: number) => `[${'1,'.repeat(count - 2)}1]`

it.each([
  ['1 MB', textOf(1024 * KB), textOf(1024 * KB + 1)],
  ['20,000 values', valuesOf(20_000), valuesOf(20_001)],
])('a body of more than %s is parsed in turns, others at once', async (_, few, many) => {
  const atOnce = await turnsOf(few)
  expect(atOnce).toBeLessThanOrEqual(3)
  expect(await turnsOf(many)).toBeGreaterThan(atOnce + 2)
})
