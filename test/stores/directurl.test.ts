import { describe, expect, it } from 'vitest'
import { directUrl } from '../../src/db/stores/postgres/kind.ts'
import { parseBackend } from '../../src/db/url.ts'

describe('the URL of the server behind a pooler', () => {
  const backend = (direct: string) => () => parseBackend(`pg=postgres://u:p@pool/d?direct=${direct}`)

  it('is taken with its own user and password', () => {
    expect(backend('postgres://o:s%2540@host:5433/e')()).toMatchObject({ name: 'pg', kind: 'postgres' })
    expect(directUrl('pg', 'postgres://o:s%40@host:5433/e')).toBe('postgres://o:s%40@host:5433/e')
  })

  it.each([
    '',
    'secret',
    'mysql://o:secret@host/d',
    'postgres://o:secret@:1/d',
    'postgres://o:secret%26pool=3@h/d?x=1',
  ])('"%s" is refused in words that do not repeat it', (wrong) => {
    expect(backend(wrong)).toThrow('direct= must be the URL of the server itself')
    expect(backend(wrong)).not.toThrow('secret')
  })

  it('is not repeated either where a part of it reads like an option', () => {
    expect(backend('postgres://o:my&secret=1@host/d')).not.toThrow('secret')
    expect(backend('postgres://o:my&secret=1@host/d')).toThrow('an option that cannot be read')
  })
})
