import type { Backend } from '../../db/backend.ts'
import { everyStatus as everyExecutionStatus } from '../../db/executions/filter.ts'
import { everyStatus as everyRunStatus } from '../../db/runs/filter.ts'
import { type Context, backendNamed } from '../context.ts'
import { badInput } from '../errors.ts'
import type { ExecutionStatus, RunStatus } from '../../db/statuses.ts'
import { isId } from '../inputs/checks.ts'

const mostValues = 100

/** The backends that are named, or all. */
export function backendsAmong(
  { backends }: Context,
  names: readonly string[] | null | undefined,
): readonly Backend[] {
  if (names == null) return backends
  checkLength(names, mostValues, 'filter.backend')
  const asked = new Set(names.map((name) => backendNamed(backends, name, 'filter.backend')))
  return backends.filter((one) => asked.has(one))
}

/** A value that no store can hold matches nothing, as any other that is not there. */
export const storableOne = (value: string): string => (isId(value) ? value : '')

/** Each value once. */
export function storable(
  list: readonly string[] | null | undefined,
  field: string,
): readonly string[] | undefined {
  if (list == null) return undefined
  checkLength(list, mostValues, `filter.${field}`)
  const values = new Set(list.map(storableOne))
  return values.size === 0 ? undefined : [...values].toSorted()
}

/** The statuses that are asked for, each once, in one order: they are written into statements. */
export const runStatuses = (list: readonly RunStatus[], field: string): readonly RunStatus[] =>
  eachOnce(list, everyRunStatus.length, field)

export const executionStatuses = (
  list: readonly ExecutionStatus[],
  field: string,
): readonly ExecutionStatus[] => eachOnce(list, everyExecutionStatus.length, field)

function eachOnce<Word extends string>(list: readonly Word[], most: number, field: string): readonly Word[] {
  checkLength(list, most, field)
  return [...new Set(list)].toSorted()
}

function checkLength({ length }: readonly unknown[], most: number, field: string) {
  if (length > most)
    throw badInput(`"${field}" may have ${most} values, not ${length}.`, {
      field,
      limit: most,
      received: length,
    })
}

/** The ends of a range, under the names of the store. */
export function between<From extends string, To extends string, Least extends string, Most extends string>(
  input: { readonly [name in From | To]?: number | null | undefined },
  from: From,
  to: To,
  ...[nameOfLeast, nameOfMost]: readonly [Least, Most]
): { readonly [name in Least | Most]?: number | undefined } {
  const [least, most] = [input[from], input[to]]
  if (least != null && most != null && least > most) {
    throw badInput(`"filter.${from}" is greater than "filter.${to}", so nothing can fit.`, {
      field: `filter.${from}`,
      limit: most,
      received: least,
    })
  }
  return { [nameOfLeast]: least ?? undefined, [nameOfMost]: most ?? undefined } as never
}
