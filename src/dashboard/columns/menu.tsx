import { Button, IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import type { ChangeView } from '../runs/useview.ts'
import { type Columns, moved } from './columns.ts'
import styles from './menu.module.css'

interface ColumnsMenuProps<Column extends string> {
  readonly of: Columns<Column>
  readonly shown: readonly Column[]
  readonly usual: readonly Column[]
  readonly change: ChangeView
}

/** Which columns are shown, and in which order. It stands in the address. */
export function ColumnsMenu<Column extends string>({ of, shown, usual, change }: ColumnsMenuProps<Column>) {
  const set = (columns: readonly Column[]) => change({ cols: of.text(columns, usual) }, 'replace')
  const others = of.all.filter((column) => !shown.includes(column))
  return (
    <Popover name="Columns" align="end" trigger={<IconButton name="Columns" icon="grid" />}>
      <ul className={styles['columns']}>
        {[...shown, ...others].map((column) => (
          <ColumnItem key={column} of={of} column={column} shown={shown} onSet={set} />
        ))}
      </ul>
      <Button look="plain" onClick={() => set(usual)}>
        The usual columns
      </Button>
    </Popover>
  )
}

interface ItemProps<Column extends string> {
  readonly of: Columns<Column>
  readonly column: Column
  readonly shown: readonly Column[]
  readonly onSet: (columns: readonly Column[]) => void
}

function ColumnItem<Column extends string>({ of, column, shown, onSet }: ItemProps<Column>) {
  const isShown = shown.includes(column)
  const without = shown.filter((one) => one !== column)
  const name = of.names[column]
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isShown}
          disabled={isShown && of.in(without) === undefined}
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
