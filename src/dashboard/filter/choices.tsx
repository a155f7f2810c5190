import { useState } from 'react'
import { valuesOf } from '../address/query.ts'
import { useAddress } from '../address/usesearch.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import styles from './filter.module.css'

interface ChoicesProps {
  /** What it is called, and under which key it stands in the address. */
  readonly title: string
  readonly name: string
  /** `undefined`: they are still asked for. */
  readonly values: readonly string[] | undefined
  readonly onOpen?: (isOpen: boolean) => void
}

/** Values of which any number may be chosen. What is chosen stands in the address. */
export function Choices({ title, name, values, onOpen }: ChoicesProps) {
  const [search] = useAddress()
  const chosen = valuesOf(search, name)
  return (
    <Popover
      name={title}
      {...(onOpen && { onOpen })}
      trigger={
        <Button look={chosen.length > 0 ? 'outlined' : 'plain'}>
          {title}
          {chosen.length > 0 && <strong className={styles['chosen']}>{chosen.join(', ')}</strong>}
          <Icon of="down" size={12} />
        </Button>
      }
    >
      <ChoiceList title={title} name={name} values={values} />
    </Popover>
  )
}

const mostShown = 100

function ChoiceList({ title, name, values }: ChoicesProps) {
  const [search, change] = useAddress()
  const [typed, setTyped] = useState('')
  const chosen = valuesOf(search, name)
  const all = [...new Set([...chosen, ...(values ?? [])])]
  const shown = all.filter((value) => value.toLowerCase().includes(typed.toLowerCase()))
  const set = (next: readonly string[]) => change({ [name]: next.length === 0 ? undefined : next })
  return (
    <div className={styles['choices']}>
      <input
        className={styles['typed']}
        type="text"
        placeholder={title}
        aria-label={`Find a ${title.toLowerCase()}`}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {values === undefined && <p className="muted">…</p>}
      {values !== undefined && shown.length === 0 && <p className="muted">None has that in its name.</p>}
      <ul>
        {shown.slice(0, mostShown).map((value) => (
          <li key={value}>
            <label className={styles['choice']}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ target }) =>
                  set(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
              />
              <span className="cut">{value}</span>
            </label>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <Button look="plain" onClick={() => set([])}>
          Any
        </Button>
      )}
    </div>
  )
}
