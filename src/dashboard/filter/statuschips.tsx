import { countOf } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { Toggle } from '../ui/button.tsx'
import styles from './filter.module.css'

export interface Counted {
  readonly status: string
  readonly value: number
  readonly isExact: boolean
}

interface Props {
  readonly statuses: readonly string[]
  /** `undefined`: not known yet, or not at all. */
  readonly counts: readonly Counted[] | undefined
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** A button for each status with its count. */
export function StatusChips({ statuses, counts, chosen, onChange }: Props) {
  return (
    <div className={styles['chips']} role="group" aria-label="Status">
      {statuses.map((status) => {
        const isOn = chosen.includes(status)
        const count = counts?.find((one) => one.status === status)
        const next = isOn ? chosen.filter((one) => one !== status) : [...chosen, status]
        return (
          <Toggle key={status} isOn={isOn} hue={looks[statusOf(status)].hue} onClick={() => onChange(next)}>
            <StatusIcon status={status} isSilent />
            <span className={styles['chipWord']}>{wordOf(status)}</span>
            <span className={styles['chipCount']}>{count ? countOf(count) : '–'}</span>
          </Toggle>
        )
      })}
    </div>
  )
}
