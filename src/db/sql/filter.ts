/** The part of a filter that changes a statement's text: which conditions there are, not their values. */
export type FilterShape<Filter> = {
  readonly [field in Exclude<keyof Filter, 'statuses'>]?: true | 'one' | 'many' | 'open' | 'closed'
} & {
  /** The statuses that are asked for, in a fixed order, separated by commas; empty for all. */
  readonly statuses: string
}
