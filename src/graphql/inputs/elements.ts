import { GraphQLError } from 'graphql'
import { StoreFailure, isRefused } from '../../db/failure.ts'
import type { Settled } from '../../db/recording/grouping.ts'
import { createBreaks } from '../../db/turn.ts'
import type { Context } from '../context.ts'
import { coded } from '../errors.ts'
import { givenId, wellTyped } from '../documents/illtyped.ts'
import type { ErrorCode, Problem } from '../types.gen.ts'
import type { Outcome } from '../models.ts'

/** Maximum elements of one mutation. */
const mostElements = 500

/** The store's answer for an element: a problem, or what was done. */
export type Stored<Done> = { readonly problem: Problem } | { readonly done: Done }

/** The elements of a mutation. */
interface Elements<Input, Good, Done> {
  /** Where they stand in the input. */
  readonly field: string
  readonly inputs: readonly Input[]
  /** Returns what is stored for an element, or throws a coded error that names the field. */
  readonly check: (input: Input, field: string, now: number) => Good | Promise<Good>
  readonly store: (good: readonly Good[]) => Promise<readonly Settled<Stored<Done>>[]>
}

/**
 * Checks each element, stores the valid ones in one call, and returns an outcome for each. An invalid one does not fail
 * the others. Everything read before the write is forgotten.
 */
export async function storeElements<Input, Good, Done>(
  context: Context,
  { field, inputs, check, store }: Elements<Input, Good, Done>,
): Promise<Outcome<Done>[]> {
  checkCount(inputs.length, field)
  const now = Date.now()
  const checked: Checked<Good>[] = []
  const breaks = createBreaks()
  for (const [index, input] of inputs.entries()) {
    const place = `${field}[${index}]`
    const one = checkElement(() => check(wellTyped(input, place), place, now))
    // Only large ones take time, so that calls at the same moment are stored in the order of their arrival.
    checked.push(one instanceof Promise ? await one : one)
    if (breaks.isDue()) await breaks.take()
  }
  const good = checked.flatMap((one) => ('good' in one ? [one.good] : []))
  const stored = good.length === 0 ? [] : await store(good)
  context.renew()
  let next = 0
  return checked.map((one, index) => {
    const became = 'good' in one ? problemOf(stored[next++]!, context) : one
    const id = givenId(inputs[index])
    return 'problem' in became
      ? { index, ok: false, id, problem: located(became.problem, field, index), done: undefined }
      : { index, ok: true, id, problem: null, done: became.done }
  })
}

function checkCount(received: number, field: string) {
  if (received > 0 && received <= mostElements) return
  const code = received === 0 ? 'BAD_USER_INPUT' : 'BATCH_TOO_LARGE'
  const message = `"${field}" must have 1 to ${mostElements} elements, not ${received}.`
  throw coded(code, message, { field, limit: received === 0 ? 1 : mostElements, received })
}

type Checked<Good> = { readonly good: Good } | { readonly problem: Problem }

function checkElement<Good>(check: () => Good | Promise<Good>): Checked<Good> | Promise<Checked<Good>> {
  try {
    const good = check()
    return good instanceof Promise ? good.then((whole) => ({ good: whole }), problemIn) : { good }
  } catch (error) {
    return problemIn(error)
  }
}

function problemIn(error: unknown): { readonly problem: Problem } {
  if (!(error instanceof GraphQLError)) throw error
  const { code, ...details } = error.extensions
  return { problem: { code: code as ErrorCode, message: error.message, ...details } }
}

/** The store's answer for each element, or the error that kept it from being stored. */
export const eachOf = <Answer, Done>(
  answers: readonly Settled<Answer>[],
  say: (answer: Answer, index: number) => Stored<Done>,
): Settled<Stored<Done>>[] =>
  answers.map((answer, index) => (answer instanceof Error ? answer : say(answer, index)))

/** An element's problem, if the store could not be reached or could not store it. */
function problemOf<Done>(stored: Settled<Stored<Done>>, context: Context): Stored<Done> {
  if (!(stored instanceof Error)) return stored
  if (stored instanceof StoreFailure) return { problem: { code: stored.code, message: stored.message } }
  context.report(stored)
  const [code, did] = isRefused(stored)
    ? (['BAD_USER_INPUT', 'rejected'] as const)
    : (['BACKEND_UNAVAILABLE', 'failed to store'] as const)
  const message = `The backend ${did} this element, and nothing of it was stored. The reason is in the server's log.`
  return { problem: { code, message } }
}

/** A problem from the store names its field within the element, `''` for all of it. This adds the element's place. */
function located(problem: Problem, field: string, index: number): Problem {
  if (problem.field == null || problem.field.startsWith(field)) return problem
  const within = problem.field === '' ? '' : `.${problem.field}`
  return { ...problem, field: `${field}[${index}]${within}` }
}
