import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql'
import type { Dice } from './dice.ts'

/** What earlier answers held, for requests that go on from them. */
export interface Seen {
  readonly ids: string[]
  readonly cursors: string[]
}

const strange = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '😀',
  "'; drop table executions; --",
  '$1',
  '%_\\',
  '{}',
  'main:',
  'nosuch:id',
  'main:flow/1',
  'x'.repeat(256),
  'é'.repeat(3_000),
  '../../etc/passwd',
  '__proto__',
]
const numbers = [0, 1, 2, 5, 100, 101, 1_000, -1, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, 1.5, -0]
const times = [
  '2026-11-01T00:00:00Z',
  '2026-11-29T12:00:00.123+01:00',
  '2026-13-45',
  'now',
  '',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
]

export interface Values {
  of(type: GraphQLInputType, name: string, depth?: number, isRequired?: boolean): unknown
}

/** Values of a type, and sometimes of none. */
export function createValues({ below, percent, wildly, pick }: Dice, seen: Seen): Values {
  const text = (name: string): string => {
    if (name === 'after' || name === 'before' || percent(2)) return cursor()
    if (/backend/i.test(name)) return pick(['main', 'main', 'main', 'nosuch', ...strange])
    if (/flow/i.test(name)) return pick(['flow', 'other', ...strange])
    return percent(60) && seen.ids.length > 0 ? pick(seen.ids) : pick(strange)
  }
  const cursor = (): string => {
    const known = seen.cursors.length > 0 ? pick(seen.cursors) : 'eyJ2IjoxfQ'
    if (percent(40)) return known
    const at = below(known.length + 1)
    return pick([
      known.slice(0, at),
      `${known.slice(0, at)}${pick(['A', '_', '=', '\0', 'é'])}${known.slice(at + 1)}`,
      known + known,
      Buffer.from(JSON.stringify([1, null, 'x', { a: [] }])).toString('base64url'),
      pick(strange),
    ])
  }
  const json = (depth: number): unknown => {
    if (depth > 4 || percent(50)) return pick<unknown>([null, true, pick(numbers), pick(strange), [], {}])
    return percent(50)
      ? Array.from({ length: below(4) }, () => json(depth + 1))
      : Object.fromEntries(Array.from({ length: below(4) }, () => [pick(strange), json(depth + 1)]))
  }
  const length = () => (wildly(5) ? pick([101, 501, 1_200]) : below(4))

  const of = (type: GraphQLInputType, name: string, depth = 0, isRequired = false): unknown => {
    if (wildly(5)) return json(3)
    if (isNonNullType(type)) return of(type.ofType, name, depth, true)
    if (!isRequired && percent(depth > 3 ? 40 : 5)) return null
    if (isListType(type)) return Array.from({ length: length() }, () => of(type.ofType, name, depth + 1))
    if (isEnumType(type)) return wildly(10) ? pick(strange) : pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) =>
        isNonNullType(field.type) ? !wildly(5) : percent(depth > 2 ? 10 : 30),
      )
      const given = fields.map((field) => [field.name, of(field.type, field.name, depth + 1)] as const)
      return Object.fromEntries(
        !wildly(5) ? given : [...given, ['__proto__', 1], ['noSuchField', pick(strange)]],
      )
    }
    // A claim must not wait for long.
    if (name === 'wait') return below(3)
    if (type.name === 'Boolean') return percent(50)
    if (type.name === 'DateTime') return wildly(50) ? pick(times) : times[0]
    if (type.name === 'JSON') return json(0)
    if (type.name === 'String' || type.name === 'ID') return text(name)
    return wildly(30) ? pick(numbers) : 1 + below(20)
  }
  return { of }
}
