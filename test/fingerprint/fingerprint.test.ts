import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonOf, groupOf, mostRead, titleOf } from '../../src/db/fingerprint/fingerprint.ts'
import { normalise } from '../../src/db/fingerprint/normalise.ts'
import { codePoint } from '../setup/models/codepoint.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { javascript } from './javascript.ts'
import { plain } from './plain.ts'
import { python } from './python.ts'

const tables = { plain, python, javascript, java, go }

describe.each(Object.entries(tables))('the groups of errors: %s', (_, table) => {
  it('has about 60 messages', () => {
    expect(table.flat().length).toBeGreaterThanOrEqual(55)
  })

  it.each(table.map((errors) => [titleOf(errors[0]!), errors] as const))('meet: %s', (_title, errors) => {
    const found = errors.map(commonOf)
    expect(found).toEqual(errors.map(() => found[0]))
  })

  it('do not meet those of other errors', () => {
    const firsts = table.map(([error]) => commonOf(error!))
    expect(firsts.filter((one, index) => firsts.indexOf(one) !== index)).toEqual([])
  })
})

describe('a group', () => {
  it('names the version of its making, and a digest', () => {
    expect(groupOf('disk full')).toMatch(/^1:[0-9a-f]{16}$/)
    expect(groupOf('disk full')).toBe(groupOf('  disk\tfull\n'))
  })

  it.each(['', ' \n\t ', '\u0000\u0007', '\u001b[31m\u001b[0m'])(
    'is none of an error that says nothing: %j',
    (error) => {
      expect(groupOf(error)).toBe(null)
    },
  )

  it('is made from the beginning of an error', () => {
    const long = `disk full\n${'x '.repeat(mostRead)}`
    expect(groupOf(long)).toBe(groupOf(`${long}, and more`))
  })

  it('is made of errors in any script, of bytes and of texts without an end of line', () => {
    for (const error of [
      '磁盘已满',
      'القرص ممتلئ',
      '💥💥💥',
      '\ud800 alone',
      'é'.repeat(100_000),
      'a\u0001b\u0002',
    ])
      expect(groupOf(error)).toMatch(/^1:/)
  })
})

describe('a title', () => {
  it.each([
    ['disk full', 'disk full'],
    ['\n\n  disk   full \nmore', 'disk full'],
    ['\u001b[31mdisk\u001b[0m full', 'disk full'],
    ['x'.repeat(300), `${'x'.repeat(199)}…`],
    [`${'x'.repeat(198)}💥 more`, `${'x'.repeat(198)}…`],
    [python[0]![0]!, "KeyError: 'country'"],
    [java[4]![0]!, 'java.lang.RuntimeException: job 7 failed'],
    [go[0]![0]!, 'panic: runtime error: index out of range [5] with length 3'],
    ['', ''],
  ])('of %j is %j', (error, title) => {
    expect(titleOf(error)).toBe(title)
  })
})

/** Pieces of texts at which a rule begins to look further. */
const pieces = [
  ...Array.from('\'"`‘“«„’”»\\/?=@:.-_+#|{}[](),;%\n\t\u001b'),
  ...[
    ' ',
    'a',
    'f',
    '0',
    '7',
    'x1',
    'tmp/',
    '/tmp/',
    '/home/',
    'a@',
    'a@b',
    '::',
    '0:',
    'f:',
    '0x',
    'exit code ',
    'May ',
    'Fri, ',
    '":',
    '{"code":"',
  ],
  ...[
    'deadbee',
    '550e8400-',
    'e29b-41d4-a716-',
    '\u001b[',
    'Caused by: ',
    '    at a (b:1:1)\n',
    '  File "a", line 1, in b\n',
    'goroutine 1 [running]:\n',
  ],
]

describe('reading an error', () => {
  /** How often a character may be looked at. */
  const most = (text: string) => 60 * text.length + 100

  it('takes steps in proportion to its length, whatever it is', () => {
    const hostile = fc
      .tuple(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4_000 }),
      )
      .map(([some, times]) => some.join('').repeat(times).slice(0, mostRead))
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: codePoint, maxLength: 500 })), (text) => {
        expect(normalise(text).steps).toBeLessThan(most(text))
        expect(commonOf(text).length).toBeLessThan(3 * mostRead)
      }),
      { numRuns: 400 },
    )
  })

  it.each(pieces)('takes as many where %j is repeated', (piece) => {
    const text = piece.repeat(mostRead).slice(0, mostRead)
    expect(normalise(text).steps).toBeLessThan(most(text))
  })

  it('finds the same group again in what it makes of an error', () => {
    for (const error of [...plain, ...go].flat().filter((text) => !text.includes('\n'))) {
      const once = normalise(error).text
      expect(normalise(once).text).toBe(once)
    }
  })
})
