import { readFileSync } from 'node:fs'
import {
  type GraphQLNamedType,
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

/** Everything of a type that a person reads about, with its description. */
function described(type: GraphQLNamedType): [name: string, description: string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description]
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map((value): typeof own => [`${type.name}.${value.name}`, value.description]),
    ]
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    return [own, ...fields.map((field): typeof own => [`${type.name}.${field.name}`, field.description])]
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field): (typeof own)[] => [
      [`${type.name}.${field.name}`, field.description],
      ...field.args.map((arg): typeof own => [`${type.name}.${field.name}(${arg.name}:)`, arg.description]),
    ])
    return [own, ...fields]
  }
  return [own]
}

describe('the schema', () => {
  it('is valid, which no start looks at again', () => {
    // A text that is not valid is refused.
    expect(validateSchema(buildSchema(readFileSync('schema.graphql', 'utf8')))).toEqual([])
  })

  it('describes every type, field, argument, enum value and input field in a sentence', () => {
    const all = types.flatMap(described)
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(([, text]) => !/^\S.*[.`]$/s.test(text?.trim() ?? '')).map(([name]) => name)).toEqual(
      [],
    )
  })

  it('gives pages no default size in the text, so that "not given" can be told from a number', () => {
    const sizes = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => String(field.type).endsWith('Connection'))
        .flatMap((field) =>
          field.args
            .filter(({ name }) => ['first', 'after', 'last', 'before'].includes(name))
            .map((arg) => [`${type.name}.${field.name}`, arg.name, arg.defaultValue]),
        ),
    )
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.filter(([, , value]) => value !== undefined)).toEqual([])
  })

  it('has the four parts of a connection wherever a type is called one', () => {
    const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'))
    expect(connections.length).toBeGreaterThan(0)
    for (const connection of connections) {
      const fields = Object.fromEntries(
        Object.values(connection.getFields()).map(({ name, type }) => [name, String(type)]),
      )
      const node = connection.name.replace('Connection', '')
      expect(fields).toMatchObject({ edges: `[${node}Edge!]!`, nodes: `[${node}!]!`, pageInfo: 'PageInfo!' })
    }
  })

  it('has one word for each kind of error', () => {
    const codes = schema.getType('ErrorCode')
    expect(isEnumType(codes) && codes.getValues().map(({ name }) => name)).toEqual([
      ...['BAD_USER_INPUT', 'BATCH_TOO_LARGE', 'TOO_LARGE', 'NOT_FOUND', 'CONFLICT', 'UNAUTHENTICATED'],
      ...['FORBIDDEN', 'BACKEND_UNAVAILABLE', 'QUERY_TOO_EXPENSIVE', 'RATE_LIMITED', 'TIMEOUT'],
      ...['INTERNAL_SERVER_ERROR', 'PERSISTED_QUERY_NOT_FOUND'],
    ])
  })
})
