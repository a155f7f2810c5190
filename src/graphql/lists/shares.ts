import type { Backend, Reading } from '../../db/backend.ts'
import { StoreFailure } from '../../db/failure.ts'
import type { Context } from '../context.ts'
import { fromStore } from '../errors.ts'

export interface Shares<Answer> {
  readonly answers: readonly Answer[]
  /** The backends that did not answer. */
  readonly unavailable: string[]
}

/** The answers of the backends. Those that fail are named and reported. `null` when none answered. */
export async function sharesOf<Answer>(
  context: Context,
  backends: readonly Backend[],
  read: (backend: Backend, reading: Reading) => Promise<Answer>,
): Promise<Shares<Answer> | null> {
  const settled = await Promise.all(
    backends.map(async (backend) => {
      try {
        const { alone } = context.look().load(backend)
        return { answer: await alone((reading) => read(backend, reading)) }
      } catch (error) {
        if (error instanceof StoreFailure) return error
        throw error
      }
    }),
  )
  const failures = settled.filter((one) => one instanceof StoreFailure)
  for (const failure of failures) context.problems.push(fromStore(failure))
  if (backends.length > 0 && failures.length === backends.length) return null
  const answers = settled.flatMap((one) => (one instanceof StoreFailure ? [] : [one.answer]))
  return { answers, unavailable: failures.map(({ backend }) => backend) }
}
