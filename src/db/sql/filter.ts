/** What changes the text of a filtered statement: which conditions there are, not what they compare with. */
export type FilterShape = Readonly<Record<string, boolean | string>>
