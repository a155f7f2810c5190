import { useState } from 'react'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import type { ConditionChange, Conditions } from './conditions.ts'
import { localInput, presets, timeFromInput, timeName } from './timewords.ts'
import { spanOf } from './span.ts'
import { now } from '../data/clock.ts'
import styles from './filter.module.css'

/** The time that the list shows: always to be seen. */
export function TimeMenu({
  conditions,
  onChange,
}: {
  conditions: Conditions
  onChange: (change: ConditionChange) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const { zone } = useSignal(settings)
  const choose = (change: ConditionChange) => {
    onChange(change)
    setOpen(false)
  }
  const span = spanOf(conditions, now())
  return (
    <Popover
      name="Time"
      align="end"
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <Button icon="clock">
          {timeName(conditions, now(), zone)}
          <Icon of="down" size={12} />
        </Button>
      }
    >
      <ul className={styles['presets']}>
        {presets.map(({ from, name }) => (
          <li key={from}>
            <button
              type="button"
              aria-pressed={conditions.from === from && conditions.to === undefined}
              onClick={() => choose({ from, to: undefined })}
            >
              {name}
              {conditions.from === from && conditions.to === undefined && <Icon of="check" size={14} />}
            </button>
          </li>
        ))}
      </ul>
      <form
        className={styles['spans']}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const [from, to] = ['from', 'to'].map((key) => timeFromInput(String(data.get(key) ?? ''), zone))
          choose({ from: from ?? 'all', to })
        }}
      >
        {(['from', 'to'] as const).map((key) => (
          <label key={key}>
            {key === 'from' ? 'From' : 'To'}
            <input type="datetime-local" step="1" name={key} defaultValue={localInput(span[key], zone)} />
          </label>
        ))}
        <button type="submit" className={styles['apply']}>
          Show this time
        </button>
      </form>
    </Popover>
  )
}
