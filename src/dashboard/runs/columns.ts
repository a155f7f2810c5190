import { listText } from '../address/lists.ts'

/** The columns of a list of runs, in their usual order, each with its width. */
const widths = {
  status: 'minmax(200px, 364fr)',
  flow: 'minmax(100px, 176fr)',
  name: 'minmax(80px, 136fr)',
  user: '84px',
  started: '108px',
  took: '148px',
  tags: 'minmax(60px, 170fr)',
  backend: '64px',
} as const

export type Column = keyof typeof widths

export const allColumns = Object.keys(widths) as readonly Column[]

/** How they are called in the head of the list, and in the menu. */
export const columnNames: Readonly<Record<Column, string>> = {
  status: 'Status and reason',
  flow: 'Flow',
  name: 'Number, name',
  user: 'User',
  started: 'Started',
  took: 'Duration, to median',
  tags: 'Tags',
  backend: 'Backend',
}

/** Where there is one backend, its name would stand in each row. */
export const usualColumns = (hasBackends: boolean): readonly Column[] =>
  allColumns.filter((column) => column !== 'backend' || hasBackends)

const isColumn = (text: string): text is Column => Object.hasOwn(widths, text)

/** The columns of an address, each once, in its order. What is none is left out. `undefined`: the usual ones. */
export function columnsIn(texts: readonly string[]): readonly Column[] | undefined {
  const columns = [...new Set(texts.filter(isColumn))]
  // Without one of these a row does not say what it is.
  return columns.includes('name') || columns.includes('flow') ? columns : undefined
}

/** As an address has them. The usual ones are not named. */
export function columnsText(columns: readonly Column[], usual: readonly Column[]): string | undefined {
  const text = listText(columns)
  return text === listText(usual) || columnsIn(columns) === undefined ? undefined : text
}

/** `by` places on, as far as there are. */
export function moved(columns: readonly Column[], column: Column, by: -1 | 1): readonly Column[] {
  const index = columns.indexOf(column)
  const other = columns[index + by]
  return other === undefined ? columns : columns.with(index, other).with(index + by, column)
}

/** The columns of the grid, the box to select a row first and room for its actions last. */
export const templateOf = (columns: readonly Column[]) =>
  ['32px', ...columns.map((column) => widths[column])].join(' ')
