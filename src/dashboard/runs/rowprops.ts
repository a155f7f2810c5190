import type { RowList } from '../data/rowlist.ts'
import type { RunColumn } from './columns.ts'
import type { RunRowFragment } from './list.gen.ts'

export interface RowProps {
  readonly list: RowList<RunRowFragment>
  readonly id: string
  readonly index: number
  readonly top: number
  readonly height: number
  readonly isCurrent: boolean
  readonly isPeeked: boolean
  readonly isSelected: boolean
  /** One status is filtered: its word would stand in each row. */
  readonly isPlain: boolean
  readonly columns: readonly RunColumn[]
  readonly on: RowActions
}

export interface RowActions {
  readonly focus: (id: string) => void
  readonly open: (id: string) => void
  readonly peek: (id: string) => void
  readonly select: (id: string) => void
}
