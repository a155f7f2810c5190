import { GraphQLError } from 'graphql'
import { StoreFailure } from '../db/failure.ts'
import type { Context } from './context.ts'
import { coded } from './errors.ts'
import type { ErrorCode, Problem } from './types.gen.ts'

/** How many elements one mutation may have. */
const mostElements = 500

export interface Outcome<Done> {
  readonly index: number
  readonly ok: boolean
  readonly problem: Problem | null
  /** What the store said of it, if it came that far. */
  readonly done: Done | undefined
}

/** What the store said of an element: a problem, or what was done. */
export type Stored<Done> = { readonly problem: Problem } | { readonly done: Done }

/**
 * Checks each element, stores the good ones in one go, and says of each what became of it. A bad one does not sink
 * the others. What was read before the write is forgotten.
 */
export async function storeElements<Input, Good, Done>(
  context: Context,
  inputs: readonly Input[],
  field: string,
  check: (input: Input, field: string, now: number) => Good,
  store: (good: readonly Good[], now: number) => Promise<readonly Stored<Done>[]>,
): Promise<Outcome<Done>[]> {
  checkCount(inputs.length, field)
  const now = Date.now()
  const checked = inputs.map((input, index) => checkElement(() => check(input, `${field}[${index}]`, now)))
  const good = checked.flatMap((one) => ('good' in one ? [one.good] : []))
  const stored = await storeGood(good, (some) => store(some, now))
  context.renew()
  let next = 0
  return checked.map((one, index) => {
    const became = 'good' in one ? stored[next++]! : one
    return 'problem' in became
      ? { index, ok: false, problem: located(became.problem, field, index), done: undefined }
      : { index, ok: true, problem: null, done: became.done }
  })
}

function checkCount(received: number, field: string) {
  if (received > 0 && received <= mostElements) return
  const code = received === 0 ? 'BAD_USER_INPUT' : 'BATCH_TOO_LARGE'
  const message = `"${field}" must have 1 to ${mostElements} elements, not ${received}.`
  throw coded(code, message, { field, limit: mostElements, received })
}

function checkElement<Good>(check: () => Good): { good: Good } | { problem: Problem } {
  try {
    return { good: check() }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { code, ...details } = error.extensions
    return { problem: { code: code as ErrorCode, message: error.message, ...details } }
  }
}

/** When the store cannot be reached, that is the problem of each of them. */
async function storeGood<Good, Done>(
  good: readonly Good[],
  store: (good: readonly Good[]) => Promise<readonly Stored<Done>[]>,
): Promise<readonly Stored<Done>[]> {
  if (good.length === 0) return []
  try {
    return await store(good)
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
    const { code, message } = error
    return good.map(() => ({ problem: { code, message } }))
  }
}

/** A problem that the store found names its field within the element; here it gets the element's place. */
const located = (problem: Problem, field: string, index: number): Problem =>
  problem.field == null || problem.field.startsWith(field)
    ? problem
    : { ...problem, field: `${field}[${index}].${problem.field}` }
