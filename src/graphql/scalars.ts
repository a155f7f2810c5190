import { GraphQLScalarType, Kind } from 'graphql'
import { badInput } from './errors.ts'
import { isoText } from './isotext.ts'

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  serialize: (value) => isoText(value as number),
  parseValue(value) {
    if (typeof value !== 'string' || !rfc3339.test(value)) {
      throw badInput(`A DateTime is written like "2026-11-21T09:30:00.000Z", not ${shortly(value)}.`)
    }
    if (isInCalendar(value)) return Date.parse(value)
    throw badInput(`There is no such date or time as ${shortly(value)}.`)
  },
})

/** `Date.parse` takes February 30 for March 2, and 24:00 for the next day. */
function isInCalendar(text: string): boolean {
  if (text.slice(11, 13) === '24' || Number.isNaN(Date.parse(text))) return false
  // Every month has these days.
  if (Number(text.slice(8, 10)) <= 28) return true
  const day = text.slice(0, 10)
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
}

export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize: (value) => safe(value),
  parseValue: (value) => safe(value),
  parseLiteral: (node) => safe(node.kind === Kind.INT ? Number(node.value) : undefined),
})

function safe(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number
  throw badInput(`A SafeInt is a whole number from -(2^53 - 1) to 2^53 - 1, not ${shortly(value)}.`)
}

/** Two instants can be further apart than a SafeInt can express. */
export const safeDuration = (ms: number | null) => (Number.isSafeInteger(ms) ? ms : null)

/** `null` for an instant that a Date cannot hold. */
export const safeInstant = (ms: number) => (Number.isNaN(new Date(ms).valueOf()) ? null : ms)

export const JSONScalar = new GraphQLScalarType<unknown, unknown>({ name: 'JSON' })

const shortly = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'that'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
