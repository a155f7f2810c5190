import { expect, it } from 'vitest'
import { linesIn } from '../../src/cli/lines.ts'

/** What is read of a text that comes in such parts. */
async function linesOf(...parts: readonly string[]) {
  const lines = linesIn(
    (async function* () {
      for (const part of parts) yield Buffer.from(part)
    })(),
  )
  return Array.fromAsync(lines, ({ number, text, isCut }) => [number, text, isCut])
}

it('lines are whole, however they come, and the last one may be cut off', async () => {
  expect(await linesOf('{"a":1}\n{"b', '":2}\n', '\n{"c":', '3}')).toEqual([
    [1, '{"a":1}', false],
    [2, '{"b":2}', false],
    [4, '{"c":3}', true],
  ])
  expect(await linesOf('one\n')).toEqual([[1, 'one', false]])
  expect(await linesOf()).toEqual([])
})
