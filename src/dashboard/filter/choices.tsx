import { useId, useRef, useState } from 'react'
import { count } from '../format/numbers.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './filter.module.css'

export interface Choice {
  readonly value: string
  readonly note?: string | number | undefined
}

interface Props {
  readonly name: string
  readonly choices: readonly Choice[] | undefined
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Where not all choices are there, what is typed is asked for. */
  readonly onType?: (text: string) => void
}

/** Values to choose from by typing, arrows and Enter. What is typed can be chosen too, if it is not among them. */
export function Choices({ name, choices, chosen, onChange, onType }: Props) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const shown = shownChoices(choices ?? [], chosen, text)
  const place = Math.min(at, shown.length - 1)
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  const move = (step: number) => {
    const next = (place + step + shown.length) % Math.max(1, shown.length)
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className={styles['choices']}>
      <input
        role="combobox"
        aria-label={name}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={shown.length > 0 ? `${id}-${place}` : undefined}
        placeholder={`Find a ${name.toLowerCase()}`}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
          onType?.(target.value)
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step !== undefined) move(step)
          else if (event.key === 'Enter' && shown[place]) toggle(shown[place].value)
          else return
          event.preventDefault()
        }}
      />
      <ul ref={list} id={id} role="listbox" aria-multiselectable="true" aria-label={name}>
        {shown.map(({ value, note }, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The input has the keys.
          <li
            key={value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen.includes(value)}
            data-here={index === place}
            onClick={() => toggle(value)}
            onPointerMove={() => setAt(index)}
          >
            <span className={styles['tick']}>{chosen.includes(value) && <Icon of="check" size={14} />}</span>
            <span className="cut">{value}</span>
            {note !== undefined && (
              <span className={styles['note']}>{typeof note === 'number' ? count(note) : note}</span>
            )}
          </li>
        ))}
      </ul>
      {choices === undefined && <p className={styles['none']}>…</p>}
      {choices !== undefined && shown.length === 0 && <p className={styles['none']}>None here.</p>}
    </div>
  )
}

/** What is chosen stands first. */
function shownChoices(
  choices: readonly Choice[],
  chosen: readonly string[],
  text: string,
): readonly Choice[] {
  const known = new Map(choices.map((choice) => [choice.value, choice]))
  const all = [
    ...chosen.map((value) => known.get(value) ?? { value }),
    ...choices.filter(({ value }) => !chosen.includes(value)),
  ]
  const wanted = text.trim().toLowerCase()
  const fitting = all.filter(({ value }) => value.toLowerCase().includes(wanted))
  const isNew = wanted !== '' && !known.has(text.trim()) && !chosen.includes(text.trim())
  return isNew ? [...fitting, { value: text.trim(), note: 'as typed' }] : fitting
}
