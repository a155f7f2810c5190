import type { Backend } from '../../db/backend.ts'
import { everyExecutionStatus } from '../../db/executions/filter.ts'
import { everyRunStatus } from '../../db/runs/filter.ts'
import { type Context, backendNamed } from '../context.ts'
import { badInput } from '../errors.ts'
import { isoText } from '../isotext.ts'
import type { ExecutionStatus, RunStatus } from '../../db/statuses.ts'
import { isId } from '../inputs/checks.ts'

const mostValues = 100

/** The named backends, or all. */
export function backendsAmong(
  { backends }: Pick<Context, 'backends'>,
  names: readonly string[] | null | undefined,
): readonly Backend[] {
  if (names == null) return backends
  checkLength(names, mostValues, 'filter.backend')
  const asked = new Set(names.map((name) => backendNamed(backends, name, 'filter.backend')))
  return backends.filter((one) => asked.has(one))
}

/** An empty list in a filter matches nothing, but for `tagsAll`: everything has all tags of none. */
export const matchesNothing = (filter: object): boolean =>
  Object.entries(filter).some(
    ([field, value]) => field !== 'tagsAll' && Array.isArray(value) && value.length === 0,
  )

/** A value that no store can hold becomes one that matches nothing. */
export const storableOne = (value: string): string => (isId(value) ? value : '')

/** The distinct values. */
export function storable(
  list: readonly string[] | null | undefined,
  field: string,
): readonly string[] | undefined {
  if (list == null) return undefined
  checkLength(list, mostValues, `filter.${field}`)
  const values = new Set(list.map(storableOne))
  return values.size === 0 ? undefined : [...values].toSorted()
}

/** The requested statuses, distinct and in a fixed order, because they are written into statements. */
export const runStatuses = (list: readonly RunStatus[], field: string): readonly RunStatus[] =>
  eachOnce(list, everyRunStatus.length, field)

export const executionStatuses = (
  list: readonly ExecutionStatus[],
  field: string,
): readonly ExecutionStatus[] => eachOnce(list, everyExecutionStatus.length, field)

/** The distinct words of an enum, in a fixed order. */
export function eachOnce<Word extends string>(
  list: readonly Word[],
  most: number,
  field: string,
): readonly Word[] {
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

/** How each field of a filter in the schema becomes conditions of the store's. Omitting one does not compile. */
export type Fields<Input, Filter> = {
  readonly [field in keyof Input]-?: (value: NonNullable<Input[field]>) => Conditions<Filter>
}

type Conditions<Filter> = { readonly [name in keyof Filter]?: Filter[name] | undefined }

/** The conditions of all given fields. */
export function conditionsOf<Input extends object, Filter>(
  input: Input,
  fields: Fields<Input, Filter>,
): Filter {
  const found: Conditions<Filter> = {}
  for (const field of Object.keys(fields) as (keyof Input)[]) {
    const value = input[field]
    if (value != null) Object.assign(found, fields[field](value))
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Filter
}

export const milliseconds = (ms: number): string => `${ms} ms`

/** Throws for a range that ends before it begins. Its ends are times, unless said otherwise. */
export function checkRange<From extends string, To extends string>(
  input: { readonly [name in From | To]?: number | null | undefined },
  from: From,
  to: To,
  say: (value: number) => string = isoText,
): void {
  const [least, most] = [input[from], input[to]]
  if (least == null || most == null || least <= most) return
  throw badInput(
    `"filter.${from}" (${say(least)}) is greater than "filter.${to}" (${say(most)}), so nothing can match.`,
    { field: `filter.${from}`, limit: most, received: least },
  )
}
