import { shownKey } from '../keyboard/keys.ts'
import { count } from '../format/numbers.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './list.module.css'

/** New rows wait above while one reads further down. */
export function NewPill({ held, failed, onTake }: { held: number; failed: number; onTake: () => void }) {
  return (
    <div className={styles['pillPlace']}>
      {held > 0 && (
        <button
          type="button"
          className={styles['pill']}
          onClick={onTake}
          aria-keyshortcuts={shownKey('takeNew')}
        >
          <Icon of="up" size={14} />
          {count(held)} new{failed > 0 && ` · ${count(failed)} failed`}
          <kbd aria-hidden="true">{shownKey('takeNew')}</kbd>
        </button>
      )}
    </div>
  )
}
