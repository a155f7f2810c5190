import { type ReactNode, useState } from 'react'
import { directionsShown } from '../format/directions.ts'
import { count } from '../format/numbers.ts'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import styles from './facet.module.css'

export interface Choice {
  readonly value: string
  readonly count?: number | undefined
}

interface FacetProps {
  readonly name: string
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: readonly string[]) => void
  /** What can be chosen. It is rendered only while the list is open. */
  readonly children: (
    text: string,
    list: (choices: readonly Choice[], note?: ReactNode) => ReactNode,
  ) => ReactNode
  /** Below the list. */
  readonly foot?: ReactNode
}

/** A button with a list in which one types, to choose some values. */
export function FacetFilter({ name, chosen, onChoose, children, foot }: FacetProps) {
  const [text, setText] = useState('')
  const toggle = (value: string) =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  const list = (choices: readonly Choice[], note?: ReactNode) => {
    const known = new Set(choices.map(({ value }) => value))
    const all = [...chosen.filter((value) => !known.has(value)).map((value) => ({ value })), ...choices]
    const found = all.filter(({ value }) => value.toLowerCase().includes(text.toLowerCase()))
    return (
      <>
        <ul className={styles['list']}>
          {found.map((choice: Choice) => (
            <li key={choice.value}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(choice.value)}
                  onChange={() => toggle(choice.value)}
                />
                <span className="cut">{directionsShown(choice.value)}</span>
                {choice.count !== undefined && <span className="faint">{count(choice.count)}</span>}
              </label>
            </li>
          ))}
          {found.length === 0 && text !== '' && (
            <li>
              <button type="button" onClick={() => toggle(text)}>
                Take “{text}”
              </button>
            </li>
          )}
        </ul>
        {note}
      </>
    )
  }
  return (
    <Popover
      name={name}
      trigger={
        <button type="button" className={styles['facet']} data-on={chosen.length > 0}>
          <span className="cut">{titleOf(name, chosen)}</span>
          <Icon of="down" size={12} />
        </button>
      }
    >
      <div className={styles['body']}>
        <input
          type="search"
          value={text}
          placeholder={`Find ${name.toLowerCase()}`}
          aria-label={`Find ${name.toLowerCase()}`}
          onChange={({ target }) => setText(target.value)}
        />
        {children(text, list)}
        {foot}
      </div>
    </Popover>
  )
}

const titleOf = (name: string, chosen: readonly string[]) =>
  chosen.length === 0 ? name : `${name}: ${directionsShown(chosen.join(', '))}`
