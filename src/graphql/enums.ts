import { type GraphQLSchema, GraphQLError, isEnumType, isIntrospectionType } from 'graphql'

/** Adds the valid values to the error about an unknown enum value. */
export function nameValues(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type) || isIntrospectionType(type)) continue
    const values = type.getValues().map(({ name }) => name)
    const { parseValue, parseLiteral } = type
    type.parseValue = (value) => named(() => parseValue.call(type, value, true), values)
    type.parseLiteral = (node, variables) =>
      named(() => parseLiteral.call(type, node, variables, true), values)
  }
}

function named<Value>(parse: () => Value, values: readonly string[]): Value {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    throw new GraphQLError(`${error.message} It has ${values.join(', ')}.`, {
      nodes: error.nodes ?? null,
      extensions: { code: 'BAD_USER_INPUT' },
    })
  }
}
