/** The part of a filter that changes a statement's text: which conditions there are, not their values. */
export type FilterShape<Filter> = {
  readonly [field in Exclude<keyof Filter, 'statuses'>]?: true | 'one' | 'many' | 'open' | 'closed'
} & {
  /** The statuses that are asked for, in a fixed order, separated by commas; empty for all. */
  readonly statuses: string
}

/**
 * The shape of a filter. A list of one element has another statement than a list of many where the field is one of
 * `lists`. `every`: all statuses, in their order.
 */
export function filterShape<Filter extends { readonly statuses?: readonly string[] }>(
  filter: Filter,
  every: readonly string[],
  lists: readonly (keyof Filter)[],
): FilterShape<Filter> {
  const { statuses, ...others } = filter
  const asked = every.filter((status) => statuses?.includes(status))
  const given = Object.entries(others).filter(([, value]) => value !== undefined)
  const kindOf = (field: string, value: unknown) => {
    if (!lists.includes(field as keyof Filter)) return true
    return (value as readonly unknown[]).length === 1 ? 'one' : 'many'
  }
  return Object.fromEntries([
    ['statuses', asked.length === every.length ? '' : asked.join()],
    ...given.map(([field, value]) => [field, kindOf(field, value)]),
  ]) as FilterShape<Filter>
}

/** The fields of a filter that have a condition. */
export const fieldsOf = <Shape extends object>(shape: Shape) =>
  (Object.keys(shape) as (keyof Shape)[]).filter((field) => shape[field])

/** The statuses that a filter asks for; empty if it asks for all. */
export const statusesIn = <Status extends string>({ statuses }: { readonly statuses: string }): Status[] =>
  statuses.split(',').filter(Boolean) as Status[]
