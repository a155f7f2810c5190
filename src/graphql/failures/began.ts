import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import type { FailureOf } from '../models.ts'

/** The execution where the failure began. */
export function beganIn({ backend, execution, path }: FailureOf, context: Context) {
  const began = path.at(-1)
  if (!began) return null
  return began.id === execution?.id ? execution : loadersOf(context, backend).executions.load(began.id)
}
