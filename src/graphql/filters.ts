import type { Backend } from '../db/backend.ts'
import { type Context, backendNamed } from './context.ts'
import { badInput } from './errors.ts'
import { isId } from './lookup.ts'

const mostValues = 100

/** The backends that are named, or all. */
export function backendsAmong(
  { backends }: Context,
  names: readonly string[] | null | undefined,
): readonly Backend[] {
  if (names == null) return backends
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
  if (list.length > mostValues) {
    const message = `"filter.${field}" may have ${mostValues} values, not ${list.length}.`
    throw badInput(message, { field: `filter.${field}`, limit: mostValues, received: list.length })
  }
  const values = new Set(list.map(storableOne))
  return values.size === 0 ? undefined : [...values].toSorted()
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
