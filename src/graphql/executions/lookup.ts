import type { Backend } from '../../db/backend.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import { type Context, backendNamed } from '../context.ts'
import { isId } from '../inputs/checks.ts'

type Found = ExecutionRow | null | Error

/** The executions with these ids or keys, in their order. An error stands where a backend that may know one failed. */
export async function lookUp(
  context: Context,
  ids: readonly string[],
  backend?: string | null,
): Promise<Found[]> {
  const asked = backend == null ? context.backends : [backendNamed(context.backends, backend)]
  const answers = await Promise.all(asked.map((one) => lookUpIn(one, context, ids)))
  const only = answers.length === 1 ? answers[0] : undefined
  return only ?? ids.map((_, index) => firstKnown(answers.map((answer) => answer[index] ?? null)))
}

async function lookUpIn(backend: Backend, context: Context, ids: readonly string[]): Promise<Found[]> {
  const own = ids.map((id) => ownId(id, backend, context.backends))
  const wanted = own.filter((id) => id !== null)
  const rows = wanted.length === 0 ? [] : await context.look().load(backend).executions.loadMany(wanted)
  if (wanted.length === ids.length) return rows
  let next = 0
  return own.map((id) => (id === null ? null : (rows[next++] ?? null)))
}

/** The id within this backend: none for another backend's key or an invalid id. */
function ownId(id: string, backend: Backend, backends: readonly Backend[]): string | null {
  const colon = id.indexOf(':')
  const prefix = colon > 0 ? id.slice(0, colon) : ''
  const isKey = prefix !== '' && backends.some(({ name }) => name === prefix)
  if (isKey && prefix !== backend.name) return null
  const own = isKey ? id.slice(colon + 1) : id
  return isId(own) ? own : null
}

/** The first answer that knows the execution. Without one, a backend that failed might know it. */
function firstKnown(answers: readonly Found[]): Found {
  const known = answers.find((answer) => answer !== null && !(answer instanceof Error))
  return known ?? answers.find((answer) => answer instanceof Error) ?? null
}
