import { type GraphQLSchema, GraphQLScalarType, isObjectType, isScalarType } from 'graphql'
import type { Resolvers } from './types.gen.ts'

/** Gives the types of a schema that was built of a text what they do. Throws if it has no such type or field. */
export function addResolvers(schema: GraphQLSchema, resolvers: Resolvers): void {
  for (const [name, resolver] of Object.entries(resolvers)) {
    const type = schema.getType(name)
    if (isScalarType(type) && resolver instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = resolver
      Object.assign(type, { serialize, parseValue, parseLiteral })
    } else if (isObjectType(type)) {
      const fields = type.getFields()
      for (const [field, own] of Object.entries(resolver)) {
        if (!fields[field]) throw new Error(`There is no field "${name}.${field}".`)
        Object.assign(fields[field], typeof own === 'function' ? { resolve: own } : own)
      }
    } else throw new Error(`There is no type "${name}" that has resolvers.`)
  }
}
