import { GraphQLError, type GraphQLInputType, coerceInputValue } from 'graphql'
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
  const { message, path } = firstWrong(input.element, input.type) ?? somethingWrong
  throw badInput(message, { field: `${field}${path}` })
}

interface Wrong {
  readonly message: string
  readonly path: string
}

const somethingWrong: Wrong = { message: 'The value has the wrong type.', path: '' }

/** The first thing that is wrong with a value. To look at all of a large one would hold up others for seconds. */
export function firstWrong(value: unknown, type: GraphQLInputType): Wrong | undefined {
  let found: Wrong | undefined
  try {
    coerceInputValue(value, type, (path, _, error) => {
      found = { message: shortened(error.message), path: path.map(step).join('') }
      throw error
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
  }
  return found
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
