import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitting, mostCharacters } from '../../src/client/mcp/fitting.ts'
import { linksTo } from '../../src/client/mcp/links.ts'
import { readingLittle } from '../../src/client/mcp/reading.ts'
import type { Tool } from '../../src/client/mcp/tool.ts'
import { readingTools, writingTools } from '../../src/client/mcp/tools.ts'
import {
  compareAddress,
  executionAddress,
  groupAddress,
  runAddress,
} from '../../src/dashboard/address/addresses.ts'
import { sized } from '../setup/whole.ts'

const parsed = (text: string) => JSON.parse(text) as Record<string, unknown>

describe('the JSON of an answer', () => {
  it('is what was found, without what is null, if there is room', () => {
    const answer = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(
        fc.integer(),
        fc.boolean(),
        fc.string({ maxLength: 100 }),
        fc.array(fc.integer(), { maxLength: 9 }),
      ),
    )
    fc.assert(
      fc.property(answer, (found) => {
        expect(parsed(fitting({ ...found, nothing: null }))).toEqual(parsed(JSON.stringify(found)))
      }),
    )
  })

  it('never has more characters than the bound, whatever the answer is', { timeout: 60_000 }, () => {
    const text = fc.tuple(fc.string({ maxLength: 5 }), fc.nat(2_000)).map(([one, times]) => one.repeat(times))
    /** Few values, as often as there is no room for them. */
    const many = <One>(one: fc.Arbitrary<One>) =>
      fc.oneof(
        fc.tuple(one, fc.nat(200)).map(([value, times]) => Array.from({ length: times }, () => value)),
        fc
          .tuple(one, fc.nat(200))
          .map(([value, times]) =>
            Object.fromEntries(Array.from({ length: times }, (_, index) => [`${index}key`, value])),
          ),
      )
    const small = fc.dictionary(fc.string({ maxLength: 9 }), fc.oneof(text, fc.integer()), { maxKeys: 4 })
    const tree = fc.oneof(text, small, many(small), many(many(small)))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 9 }), tree, { maxKeys: 5 }), (answer) => {
        const text = fitting(answer)
        expect(text.length).toBeLessThanOrEqual(mostCharacters)
        expect(text.isWellFormed()).toBe(true)
        parsed(text)
      }),
      { numRuns: sized(100, 40) },
    )
  })

  it('loses the rest of long texts, then the ends of lists, and says so', () => {
    const text = 'x'.repeat(700)
    expect(parsed(fitting({ text }))).toEqual({ text: `${'x'.repeat(600)}… (700 characters)` })
    const list = Array.from({ length: 200 }, (_, index) => ({ index, text }))
    const cut = parsed(fitting({ list, nextCursor: 'next' }))
    const { length } = cut['list'] as unknown[]
    expect([length > 20, cut['nextCursor'], cut['cut']]).toEqual([
      true,
      undefined,
      { list: `${length} of 200 are shown`, how: 'Ask for fewer at once, or narrow the filter.' },
    ])
    // Keys are not shortened.
    const keys = Object.fromEntries(
      Array.from({ length: 3 }, (_, index) => [`${index}${'k'.repeat(9_000)}`, 1]),
    )
    expect(parsed(fitting(keys))['cut']).toBeDefined()
  })
})

it('no more than 4 MB of an answer are read, and a longer one is refused', async () => {
  let sent = 0
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    sent += 1
    controller.enqueue(new Uint8Array(1024 * 1024).fill(32))
  }
  const endless = readingLittle(async () => new Response(new ReadableStream({ pull })))
  const { errors } = (await (await endless('http://host', {})).json()) as { errors: object[] }
  expect(errors).toEqual([
    {
      message:
        'What answers this has more than 4194304 bytes, and a tool reads no more. Ask for less: by a smaller "limit", or fewer "ids".',
      extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 4_194_304 },
    },
  ])
  expect(sent).toBeLessThanOrEqual(6)
  const text = JSON.stringify('é'.repeat(2 * 1024 * 1024 - 1))
  const whole = readingLittle(async () => new Response(text, { status: 201 }))
  const answer = await whole('http://host', {})
  expect([answer.status, (await answer.text()) === text]).toEqual([201, true])
})

it('links lead where the dashboard shows things', () => {
  const links = linksTo('https://host')
  const run = { backend: 'main', flow: '..', number: 7 }
  expect(links.run(run)).toEqual({ url: `https://host${runAddress(run)}` })
  expect(links.execution({ key: 'main:a/b' })).toEqual({ url: `https://host${executionAddress('main:a/b')}` })
  expect(links.group({ id: '1:ab' })).toEqual({ url: `https://host${groupAddress('1:ab')}` })
  expect(links.comparison('a', 'b')).toEqual({ url: `https://host${compareAddress({ a: 'a', b: 'b' })}` })
  expect(linksTo(undefined).run(run)).toEqual({})
})

it('docs/mcp.md has a table of the tools as they are', () => {
  const rowOf = ({ name, description, input }: Tool) =>
    `| \`${name}\` | ${description} | ${Object.keys(input.shape)
      .map((one) => `\`${one}\``)
      .join(', ')} |`
  const page = readFileSync('docs/mcp.md', 'utf8')
  for (const tools of [readingTools, writingTools]) {
    const table = ['| tool | what it answers | arguments |', '|---|---|---|', ...tools.map(rowOf)].join('\n')
    expect(page).toContain(`\n\n${table}\n\n`)
  }
})
