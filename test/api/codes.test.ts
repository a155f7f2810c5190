import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  // A worker tells of a server that it cannot reach in a word of its own.
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts') && !file.startsWith('client/'))
  .map((file) => readFileSync(join('src', file), 'utf8'))

/** Where a code is given to an error: to what makes one, as a property, or as one of two. */
const places = [
  /\b(?:coded|StoreFailure)\(\s*'([A-Z_]+)'/g,
  /\bcode: (?:[^'\n,]*\? )?'([A-Z_]+)'/g,
  /\bcode: [^'\n,]*\? '[A-Z_]+' : '([A-Z_]+)'/g,
  /\bcode = [^'\n]*\? '([A-Z_]+)'/g,
  /\bcode = [^'\n]*\? '[A-Z_]+' : '([A-Z_]+)'/g,
]

/** What never reaches a client: codes of drivers, and of our own connections. */
const inside = new Set(['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTIONS_BUSY'])

it('every code that an answer can have is an ErrorCode', () => {
  const found = sources.flatMap((text) =>
    places.flatMap((place) => [...text.matchAll(place)].map(([, code]) => code!)),
  )
  const codes = new Set(found.filter((code) => !inside.has(code)))
  const type = schema.getType('ErrorCode') as GraphQLEnumType
  const known = new Set(type.getValues().map(({ name }) => name))
  expect([...codes].filter((code) => !known.has(code) && !code.startsWith('SQLITE_'))).toEqual([])
  // The search finds what it looks for.
  expect([...codes].toSorted()).toEqual(
    expect.arrayContaining(['BACKEND_UNAVAILABLE', 'BAD_USER_INPUT', 'INTERNAL_SERVER_ERROR', 'TIMEOUT']),
  )
})
