/** What changes the text of a filtered statement: which conditions there are, not what they compare with. */
export type FilterShape<Filter> = {
  readonly [field in Exclude<keyof Filter, 'statuses'>]?: true | 'one' | 'many' | 'open' | 'closed'
} & {
  /** Those that are asked for, in one order and with commas; empty for all. */
  readonly statuses: string
}
