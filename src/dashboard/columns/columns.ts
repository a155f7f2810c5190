import { listText } from '../address/lists.ts'

interface Kind<Column extends string> {
  /** The columns of a list, in their usual order, each with its width. */
  readonly widths: Readonly<Record<Column, string>>
  /** How they are called in the head of the list, and in the menu. */
  readonly names: Readonly<Record<NoInfer<Column>, string>>
  /** Without one of these a row does not say what it is. */
  readonly telling: readonly NoInfer<Column>[]
  /** What stands before all columns. */
  readonly before?: string
}

/** The columns that a list may have. Which of them are shown, and in which order, stands in the address. */
export interface Columns<Column extends string> {
  readonly all: readonly Column[]
  readonly names: Readonly<Record<Column, string>>
  /** Where there is one backend, its name would stand in each row. */
  usual(hasBackends: boolean): readonly Column[]
  /** The columns of an address, each once, in its order. What is none is left out. `undefined`: the usual ones. */
  in(texts: readonly string[]): readonly Column[] | undefined
  /** As an address has them. The usual ones are not named. */
  text(columns: readonly Column[], usual: readonly Column[]): string | undefined
  /** The columns of the grid. */
  template(columns: readonly Column[]): string
}

export function createColumns<Column extends string>(kind: Kind<Column>): Columns<Column> {
  const { widths, names, telling, before } = kind
  const all = Object.keys(widths) as Column[]
  const isColumn = (text: string): text is Column => Object.hasOwn(widths, text)
  const known = (texts: readonly string[]) => {
    const columns = [...new Set(texts.filter(isColumn))]
    return telling.some((column) => columns.includes(column)) ? columns : undefined
  }
  return {
    all,
    names,
    usual: (hasBackends) => all.filter((column) => column !== 'backend' || hasBackends),
    in: known,
    text(columns, usual) {
      const text = listText(columns)
      return text === listText(usual) || known(columns) === undefined ? undefined : text
    },
    template: (columns) =>
      [...(before === undefined ? [] : [before]), ...columns.map((column) => widths[column])].join(' '),
  }
}

/** `by` places on, as far as there are. */
export function moved<Column>(columns: readonly Column[], column: Column, by: -1 | 1): readonly Column[] {
  const index = columns.indexOf(column)
  const other = columns[index + by]
  return other === undefined ? columns : columns.with(index, other).with(index + by, column)
}
