import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'
import { createBreaks } from '../../db/turn.ts'
import type { Coercions } from './coercion.ts'

/** Whether a type is that of a plural mutation's elements. A plural mutation returns `results`. */
export function elementsOf(schema: GraphQLSchema): (type: GraphQLInputType) => boolean {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  const types = mutations.flatMap(({ type, args }) => {
    const answer = getNamedType(type)
    const input = getNamedType(args[0]?.type)
    if (!isObjectType(answer) || !answer.getFields()['results'] || !isInputObjectType(input)) return []
    const lists = Object.values(input.getFields()).map((field) => getNullableType(field.type))
    return lists.flatMap((list) => (isListType(list) ? [list.ofType] : []))
  })
  // Documents wrap named types in wrappers of their own. Ids are elements only in their mutations' input.
  const own = new Set<unknown>(types)
  const named = new Set<unknown>(types.map((type) => getNamedType(type)).filter(isInputObjectType))
  return (type) => own.has(type) || named.has(getNullableType(type))
}

interface Elements {
  readonly type: GraphQLInputType
  readonly given: readonly unknown[]
}

/** The elements of plural mutations among the values of variables. */
export function elementsIn(
  variables: readonly { readonly name: string; readonly type: GraphQLInputType | undefined }[],
  given: Readonly<Record<string, unknown>>,
  isElement: (type: GraphQLInputType) => boolean,
): Elements[] {
  return variables.flatMap(({ name, type }) => {
    const input = type && getNullableType(type)
    const value = given[name]
    if (!isInputObjectType(input) || typeof value !== 'object' || value === null) return []
    return Object.values(input.getFields()).flatMap((field) => {
      const list = getNullableType(field.type)
      const elements = (value as Record<string, unknown>)[field.name]
      if (!isListType(list) || !isElement(list.ofType) || !Array.isArray(elements)) return []
      return [{ type: list.ofType, given: elements }]
    })
  })
}

/** Coerces elements in turns with other requests. Returns how many more values this request may have. */
export async function coerceElements(
  lists: readonly Elements[],
  coerced: WeakMap<object, unknown>,
  coercions: Coercions,
): Promise<number> {
  const breaks = createBreaks()
  for (const { type, given } of lists)
    for (const element of given) {
      if (typeof element === 'object' && element !== null) coerced.set(element, coercions.of(type)(element))
      if (!breaks.isDue()) continue
      const left = coercions.left()
      await breaks.take()
      // Others have counted theirs meanwhile.
      coercions.allow(left)
    }
  return coercions.left()
}
