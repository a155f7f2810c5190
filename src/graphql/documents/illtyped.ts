import {
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  coerceInputValue,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql'
import { hasManyKeys, keysIn } from '../../db/json/jsonkeys.ts'
import { badInput, shortened } from '../errors.ts'

/** Where something is within a value, from outside to inside. */
export type PathWithin = readonly (string | number)[]

/** Replaces an element of a list in variables that is not of the element's type. */
export class IllTyped {
  readonly element: unknown
  readonly type: GraphQLInputType
  readonly place: PathWithin

  constructor(element: unknown, type: GraphQLInputType, place: PathWithin) {
    this.element = element
    this.type = type
    this.place = place
  }
}

/** Returns an element that is of its type; otherwise throws the first thing wrong with it. */
export function wellTyped<Input>(input: Input, field: string): Input {
  if (!(input instanceof IllTyped)) return input
  const { message, path } = wrongAt(input.element, input.type, input.place)
  throw badInput(message, { field: `${field}${path}` })
}

interface Wrong {
  readonly message: string
  readonly path: string
}

/** What is wrong at a place of a value. To look at all of a large one again would hold up others. */
export function wrongAt(value: unknown, type: GraphQLInputType, place: PathWithin): Wrong {
  let [inner, own, path] = [value, type, '']
  for (const key of place) {
    const of = elementOf(inner, own)
    if (isListType(of)) own = of.ofType
    else if (isInputObjectType(of)) own = of.getFields()[String(key)]!.type
    inner = Object(inner)[key] as unknown
    path += typeof key === 'number' ? `[${key}]` : `.${key}`
  }
  const of = elementOf(inner, own)
  const isObject = typeof inner === 'object' && inner !== null
  const message = isObject && isInputObjectType(of) ? wrongObject(inner as object, of) : undefined
  if (message !== undefined) return { message: shortened(message), path }
  if (isObject && hasManyKeys(inner as object))
    return { message: `An object with ${keysIn(inner as object)} fields is no "${of.toString()}".`, path }
  return { message: wrongLeaf(inner, isObject ? of : own) ?? 'The value has the wrong type.', path }
}

/** A value that is not a list is one element. */
function elementOf(value: unknown, type: GraphQLInputType): GraphQLInputType {
  const of = getNullableType(type)
  return isListType(of) && !Array.isArray(value) && value != null ? elementOf(value, of.ofType) : of
}

/** What is wrong with an object whose known fields are all of their types. */
function wrongObject(value: object, type: GraphQLInputObjectType): string | undefined {
  if (Array.isArray(value)) return `Expected type "${type.name}" to be an object.`
  const fields = type.getFields()
  const missing = Object.values(fields).find(
    (field) => isRequiredInputField(field) && !Object.hasOwn(value, field.name),
  )
  if (missing) return `Field "${missing.name}" of required type "${String(missing.type)}" was not provided.`
  // To list its keys takes long.
  if (hasManyKeys(value)) return undefined
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) return `Field "${unknown}" is not defined by type "${type.name}".`
  return type.isOneOf ? `Exactly one key must be specified for OneOf type "${type.name}".` : undefined
}

function wrongLeaf(value: unknown, type: GraphQLInputType): string | undefined {
  let found: string | undefined
  try {
    coerceInputValue(value, type, (_, __, error) => {
      found = shortened(error.message)
      throw error
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
  }
  return found
}

/** The id that an element gives, if it is readable. */
export function givenId(input: unknown): string | null {
  if (typeof input === 'string') return input
  const element = input instanceof IllTyped ? input.element : input
  const { id, executionId } = Object(element) as { id?: unknown; executionId?: unknown }
  const given = id ?? executionId
  return typeof given === 'string' || Number.isSafeInteger(given) ? String(given) : null
}
