import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLList,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { PathWithin } from './illtyped.ts'
import { hasManyKeys, keysIn } from '../../db/json/jsonkeys.ts'

/** Replaces a value that is not of its type. graphql-js reports what is wrong with it. */
export const illTyped = Symbol('ill-typed')

/** Returns a value as resolvers take it, or `illTyped`. */
export type Coercion = (value: unknown) => unknown

/** Coerces variable values, and counts them. */
export interface Coercions {
  of(type: GraphQLInputType): Coercion
  /** Sets how many values may be coerced. One more throws `tooMany()`. */
  allow(values: number): void
  /** How many of these are left. */
  left(): number
  /** Where the last value was ill-typed. */
  takePlace(): PathWithin
}

/**
 * graphql-js's rules for variable values, compiled once per type: its executor takes ten times as long, and a body of
 * the permitted size would block all other requests for seconds. `around` may wrap a type's coercion.
 */
export function createCoercions(
  around: (type: GraphQLInputType, coercion: Coercion) => Coercion,
  tooMany: () => Error,
): Coercions {
  const known = new WeakMap<GraphQLInputType, Coercion>()
  let left = 0
  const { wrongIn, takePlace } = createPlaces()
  const of = (type: GraphQLInputType): Coercion => {
    let found = known.get(type)
    if (!found) known.set(type, (found = around(type, counted(compiled(type)))))
    return found
  }
  const counted =
    (coercion: Coercion): Coercion =>
    (value) => {
      if (--left < 0) throw tooMany()
      return coercion(value)
    }

  /** A list that has no room is not begun. */
  const checkRoom = (values: number) => {
    if (values > left) throw tooMany()
  }

  function compiled(type: GraphQLInputType): Coercion {
    if (isNonNullType(type)) {
      const inner = compiled(type.ofType)
      return (value) => (value == null ? illTyped : inner(value))
    }
    const present = isListType(type)
      ? listOf(of(type.ofType), { wrongIn, checkRoom, most: mostIn(type) })
      : isInputObjectType(type)
        ? objectOf(type)
        : leafOf(type)
    return (value) => (value == null ? null : present(value))
  }

  function objectOf(type: GraphQLInputObjectType): Coercion {
    // Types may refer to each other, so fields are compiled at the first value.
    const fields = lazy(() =>
      Object.values(type.getFields()).map((field) => ({
        name: field.name,
        coercion: of(field.type),
        missing: field.defaultValue ?? (isNonNullType(field.type) ? illTyped : undefined),
      })),
    )
    return (value) => {
      if (typeof value !== 'object' || Array.isArray(value)) return illTyped
      const given = value as Record<string, unknown>
      const coerced: Record<string, unknown> = {}
      let unknown = keysIn(given)
      if (unknown > fields().length) return illTyped
      for (const { name, coercion, missing } of fields()) {
        const has = Object.hasOwn(given, name)
        if (has) unknown -= 1
        const result = has ? coercion(given[name]) : missing
        if (result === illTyped) return has ? wrongIn(name) : illTyped
        if (result !== undefined) coerced[name] = result
      }
      return unknown === 0 && isOneOf(type, coerced) ? coerced : illTyped
    }
  }
  return { of, allow: (values) => void (left = values), left: () => left, takePlace }
}

/** Where the value is ill-typed that is coerced now. */
function createPlaces() {
  /** From inside to outside. */
  let place: (string | number)[] = []
  return {
    wrongIn(this: void, key: string | number) {
      place.push(key)
      return illTyped
    },
    takePlace(this: void): PathWithin {
      const taken = place.toReversed()
      place = []
      return taken
    },
  }
}

const isOneOf = (type: GraphQLInputObjectType, coerced: object) =>
  !type.isOneOf || (Object.keys(coerced).length === 1 && Object.values(coerced)[0] !== null)

/** Errors of others than JSON show the value, which takes long if it has many keys. */
const isTooWide = ({ name }: GraphQLLeafType, value: unknown): boolean =>
  name !== 'JSON' && typeof value === 'object' && value !== null && hasManyKeys(value)

const leafOf =
  (type: GraphQLLeafType): Coercion =>
  (value) => {
    try {
      if (isTooWide(type, value)) return illTyped
      return type.parseValue(value) ?? illTyped
    } catch {
      return illTyped
    }
  }

/** No field takes more values. Each counts its list before it looks at any of them, and refuses a longer one. */
const mostLeaves = 10_000

const mostIn = ({ ofType }: GraphQLList<GraphQLInputType>) =>
  isLeafType(getNullableType(ofType)) ? mostLeaves : Infinity

interface Around {
  /** A list of more is left as it is. */
  readonly most: number
  readonly wrongIn: (place: number) => unknown
  readonly checkRoom: (values: number) => void
}

/** A value that is not a list becomes a list of one. */
const listOf =
  (item: Coercion, { wrongIn, checkRoom, most }: Around): Coercion =>
  (value) => {
    const isList = Array.isArray(value)
    const given: readonly unknown[] = isList ? value : [value]
    checkRoom(given.length)
    if (given.length > most) return given
    const coerced: unknown[] = []
    for (const element of given) {
      const result = item(element)
      if (result === illTyped) return isList ? wrongIn(coerced.length) : illTyped
      coerced.push(result)
    }
    return coerced
  }

function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
