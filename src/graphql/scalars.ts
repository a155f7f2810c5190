import { GraphQLScalarType, Kind } from 'graphql'
import { badInput } from './errors.ts'

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  serialize: (value) => new Date(value as number).toISOString(),
  parseValue(value) {
    const instant = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(instant)) {
      throw badInput(`A DateTime is written like "2026-11-21T09:30:00.000Z", not ${shortly(value)}.`)
    }
    return instant
  },
})

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

/** Two instants may lie further apart than a SafeInt can say. */
export const safeDuration = (ms: number | null) => (Number.isSafeInteger(ms) ? ms : null)

export const JSONScalar = new GraphQLScalarType<unknown, unknown>({ name: 'JSON' })

const shortly = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'that'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
