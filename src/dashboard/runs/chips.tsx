import { useAsk } from '../data/ask.ts'
import { countOf } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { type Status, looks } from '../status/statuses.ts'
import type { KeyName } from '../keyboard/keys.ts'
import { useKeys } from '../keyboard/pressed.ts'
import type { RunFilter, RunStatus } from '../schema.gen.ts'
import { Toggle } from '../ui/button.tsx'
import { RunCountsDocument } from './list.gen.ts'
import type { ChangeView } from './useview.ts'
import styles from './runs.module.css'

const chips = [
  { status: 'RUNNING', press: 'chip1' },
  { status: 'FAILED', press: 'chip2' },
  { status: 'COMPLETED', press: 'chip3' },
] as const satisfies readonly { status: RunStatus; press: KeyName }[]

const renewMs = 10_000

interface ChipsProps {
  readonly status: readonly RunStatus[]
  /** Of the view, without its statuses. */
  readonly filter: RunFilter
  readonly change: ChangeView
}

/** The statuses, each with how many runs have it. */
export function StatusChips({ status, filter, change }: ChipsProps) {
  const { data, error } = useAsk(RunCountsDocument, { filter }, { everyMs: renewMs })
  const unavailable = data?.statusCounts?.unavailable ?? []
  const toggle = (one: RunStatus) => {
    const next = status.includes(one) ? status.filter((other) => other !== one) : [...status, one]
    change({ status: next.map((each) => each.toLowerCase()).join(',') })
  }
  useKeys(Object.fromEntries(chips.map((chip) => [chip.press, () => toggle(chip.status)])))
  return (
    <div className={styles['chips']} role="group" aria-label="Status">
      {chips.map((chip) => {
        const count = data?.statusCounts?.counts.find((one) => one.status === chip.status)
        const { word, hue } = looks[chip.status satisfies Status]
        return (
          <Toggle
            key={chip.status}
            isOn={status.includes(chip.status)}
            hue={hue}
            press={chip.press}
            onClick={() => toggle(chip.status)}
          >
            <StatusIcon status={chip.status} isSilent />
            <span className={styles['chipWord']}>{word}</span>
            <span className={styles['chipCount']} data-tip={error && !count ? error.message : undefined}>
              {count ? countOf({ ...count, isExact: count.isExact && unavailable.length === 0 }) : '–'}
            </span>
          </Toggle>
        )
      })}
    </div>
  )
}
