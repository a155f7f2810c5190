import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ServerEvent, createEventParser } from '../../src/client/live/events.ts'

function parsed(chunks: readonly Uint8Array[]): ServerEvent[] {
  const events: ServerEvent[] = []
  const parse = createEventParser((event) => events.push(event))
  chunks.forEach(parse)
  return events
}
const bytes = (text: string) => new TextEncoder().encode(text)

it.each<[string, string, ServerEvent[]]>([
  ['a name, an id and data', 'event: next\nid: e.1\ndata: {}\n\n', [{ name: 'next', id: 'e.1', data: '{}' }]],
  ['no name', 'data: a\n\n', [{ name: 'message', id: undefined, data: 'a' }]],
  ['several lines of data', 'data: a\ndata: b\n\n', [{ name: 'message', id: undefined, data: 'a\nb' }]],
  [
    'one space after the colon, and no more',
    'data:  a\n\n',
    [{ name: 'message', id: undefined, data: ' a' }],
  ],
  ['no space after the colon', 'data:a\n\n', [{ name: 'message', id: undefined, data: 'a' }]],
  ['a comment', ': hello\n\ndata: a\n\n', [{ name: 'message', id: undefined, data: 'a' }]],
  ['a line without a colon', 'data\n\n', [{ name: 'message', id: undefined, data: '' }]],
  ['a byte order mark', '\uFEFFdata: a\n\n', [{ name: 'message', id: undefined, data: 'a' }]],
  ['a field that nobody knows', 'retry: 5\ndata: a\n\n', [{ name: 'message', id: undefined, data: 'a' }]],
  ['an event without data', 'event: next\nid: e.1\n\n', []],
  ['an event without its end', 'data: a\n\ndata: b\n', [{ name: 'message', id: undefined, data: 'a' }]],
  [
    'ids that do not stay',
    'id: 1\ndata: a\n\ndata: b\n\n',
    [
      { name: 'message', id: '1', data: 'a' },
      { name: 'message', id: undefined, data: 'b' },
    ],
  ],
])('understands %s', (_, text, events) => {
  expect(parsed([bytes(text)])).toEqual(events)
})

it('understands the same however the lines end and the bytes are cut', () => {
  const text = fc.string({ unit: 'grapheme' }).map((some) => some.replaceAll(/[\r\n]/g, ''))
  const event = fc.record({ name: text, id: text, data: fc.array(text, { minLength: 1, maxLength: 3 }) })
  const ending = fc.constantFrom('\n', '\r\n', '\r')
  fc.assert(
    fc.property(fc.array(event), ending, fc.array(fc.nat()), (events, end, cuts) => {
      const lines = events.flatMap(({ name, id, data }) => [
        `event: ${name}`,
        `id: ${id}`,
        ...data.map((line) => `data: ${line}`),
        '',
      ])
      const all = bytes(lines.map((line) => line + end).join(''))
      const at = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b), all.length]
      const chunks = at.slice(1).map((to, index) => all.subarray(at[index], to))
      expect(parsed(chunks)).toEqual(
        events.map(({ name, id, data }) => ({ name: name || 'message', id, data: data.join('\n') })),
      )
    }),
  )
})
