import { Link } from '@tanstack/react-router'
import { compareAddress } from '../address/addresses.ts'
import { Button } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import styles from './runs.module.css'

/** What can be done with the rows that are selected. */
export function SelectionBar({ selected, onClear }: { selected: ReadonlySet<string>; onClear: () => void }) {
  if (selected.size === 0) return null
  const [a, b] = [...selected]
  return (
    <div className={styles['selection']} role="toolbar" aria-label="Selected runs">
      <span>{selected.size} selected</span>
      {selected.size === 2 && <Link to={compareAddress({ a, b: b! })}>Compare</Link>}
      <Button look="plain" onClick={() => void copy([...selected].join('\n'), 'Ids')}>
        Copy ids
      </Button>
      <Button look="plain" onClick={onClear}>
        Clear selection
      </Button>
    </div>
  )
}
