import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodedError, decodedJson } from '../../src/db/source/encoded.ts'
import { codePoint } from '../setup/models/codepoint.ts'

const names = fc.constantFrom(null, 'js_superjson', 'portable_json', 'py_pickle', 'secret', 'base64')
const texts = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.json(),
  fc.constantFrom('', 'null', '{"json":', '[1,]', '"\\ud800"'),
)

describe('texts that engines encode', () => {
  it('are JSON whatever they are: the value, or one string with what is stored', async () => {
    await fc.assert(
      fc.asyncProperty(texts, names, async (text, name) => {
        const { json, encoding } = await decodedJson(text, name)
        const value: unknown = JSON.parse(json)
        if (encoding === null || encoding === 'superjson') return
        expect(value).toBe(text)
      }),
    )
  })

  it('are whole, however long: a character is not cut apart', async () => {
    const text = `x${'😀'.repeat(100_000)}`
    expect(JSON.parse((await decodedJson(text, 'py_pickle')).json)).toBe(text)
    const list = JSON.stringify(Array.from({ length: 50_000 }, (_, place) => place))
    expect(await decodedJson(list, null)).toEqual({ json: list, encoding: null })
    const wrapped = `{"json":${list},"meta":{"values":{"0":["Date"]}}}`
    expect(await decodedJson(wrapped, 'js_superjson')).toEqual({ json: list, encoding: 'superjson' })
  })

  it('are bytes: a text in UTF-8, or Base64', async () => {
    expect(await decodedJson(Buffer.from('{"a":"é"}'), null)).toEqual({ json: '{"a":"é"}', encoding: null })
    expect(await decodedJson(Buffer.from([0xff, 0xfe]), null)).toEqual({ json: '"//4="', encoding: 'base64' })
    expect(await decodedError(Buffer.from([0xff]), null)).toBe('/w==')
  })

  it.each([
    ['{"name":"TypeError","message":"no card"}', 'portable_json', 'no card'],
    ['{"json":{"name":"Error","message":"","stack":"at"},"__dbos_serializer":"superjson"}', null, 'Error'],
    ['{"json":"thrown","__dbos_serializer":"superjson"}', 'js_superjson', 'thrown'],
    ['"plain"', null, 'plain'],
    ['no JSON', null, 'no JSON'],
    ['{"code":5}', null, '{"code":5}'],
    ['gASV', 'py_pickle', 'gASV'],
    ['{"json":{"name":"Error","message":"a \\"long\\" one, cu', 'js_superjson', 'a "long" one, cu'],
  ])('hold a message of an error: %s', async (stored, name, message) => {
    expect(await decodedError(stored, name)).toBe(message)
  })
})
