import { type GraphQLError, type GraphQLInputType, coerceInputValue } from 'graphql'
import { badInput, shortened } from '../errors.ts'

/** Replaces an element of a list in variables that is not of the element's type. */
export class IllTyped {
  readonly element: unknown
  readonly type: GraphQLInputType

  constructor(element: unknown, type: GraphQLInputType) {
    this.element = element
    this.type = type
  }
}

/** Returns an element that is of its type; otherwise throws the first thing wrong with it. */
export function wellTyped<Input>(input: Input, field: string): Input {
  if (!(input instanceof IllTyped)) return input
  let wrong: { path: string; error: GraphQLError } | undefined
  coerceInputValue(input.element, input.type, (path, _, error) => {
    wrong ??= { path: path.map(step).join(''), error }
  })
  throw badInput(shortened(wrong?.error.message ?? 'The value has the wrong type.'), {
    field: `${field}${wrong?.path ?? ''}`,
  })
}

const step = (key: string | number) => (typeof key === 'number' ? `[${key}]` : `.${key}`)

/** The id that an element gives, if it is readable. */
export function givenId(input: unknown): string | null {
  if (typeof input === 'string') return input
  const element = input instanceof IllTyped ? input.element : input
  const { id, executionId } = Object(element) as { id?: unknown; executionId?: unknown }
  const given = id ?? executionId
  return typeof given === 'string' || Number.isSafeInteger(given) ? String(given) : null
}
