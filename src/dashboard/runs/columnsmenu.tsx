import { Button, IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { type Column, allColumns, columnNames, columnsIn, columnsText, moved } from './columns.ts'
import type { ChangeView } from './useview.ts'
import styles from './columns.module.css'

interface ColumnsMenuProps {
  readonly shown: readonly Column[]
  readonly usual: readonly Column[]
  readonly change: ChangeView
}

/** Which columns are shown, and in which order. It stands in the address. */
export function ColumnsMenu({ shown, usual, change }: ColumnsMenuProps) {
  const set = (columns: readonly Column[]) => change({ cols: columnsText(columns, usual) }, 'replace')
  const others = allColumns.filter((column) => !shown.includes(column))
  return (
    <Popover name="Columns" align="end" trigger={<IconButton name="Columns" icon="grid" />}>
      <ul className={styles['columns']}>
        {[...shown, ...others].map((column) => (
          <ColumnItem key={column} column={column} shown={shown} onSet={set} />
        ))}
      </ul>
      <Button look="plain" onClick={() => set(usual)}>
        The usual columns
      </Button>
    </Popover>
  )
}

interface ItemProps {
  readonly column: Column
  readonly shown: readonly Column[]
  readonly onSet: (columns: readonly Column[]) => void
}

function ColumnItem({ column, shown, onSet }: ItemProps) {
  const isShown = shown.includes(column)
  const without = shown.filter((one) => one !== column)
  const name = columnNames[column]
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isShown}
          disabled={isShown && columnsIn(without) === undefined}
          onChange={() => onSet(isShown ? without : [...shown, column])}
        />
        <span className="cut">{name}</span>
      </label>
      <IconButton
        name={`${name}: before`}
        icon="up"
        disabled={!isShown || shown[0] === column}
        onClick={() => onSet(moved(shown, column, -1))}
      />
      <IconButton
        name={`${name}: after`}
        icon="arrowDown"
        disabled={!isShown || shown.at(-1) === column}
        onClick={() => onSet(moved(shown, column, 1))}
      />
    </li>
  )
}
