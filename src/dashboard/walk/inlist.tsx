import { Link } from '@tanstack/react-router'
import { count, countOf } from '../format/numbers.ts'
import { type KeyName, shownKey } from '../keyboard/keys.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { Walked } from './usesteps.ts'
import styles from './walk.module.css'

/** How something of a list is called, and where it is shown. */
interface Named {
  readonly nameOf: (id: string) => string
  readonly addressOf: (id: string) => string
}

/** Where it stands in the list that it was opened from. */
export function InList({ steps, ...named }: Named & { readonly steps: Walked }) {
  const { place, of, hasMore, previous, next } = steps
  return (
    <nav className={styles['inList']} aria-label="The list that it was opened from">
      <ListStep {...named} to={previous} name="Previous of the list" icon="up" press="walkBack" />
      <span className="muted">
        {count(place)} of {countOf({ value: of, isExact: !hasMore })}
      </span>
      <ListStep {...named} to={next} name="Next of the list" icon="arrowDown" press="walkOn" />
    </nav>
  )
}

interface ListStepProps extends Named {
  /** `undefined`: there is none. */
  readonly to: string | undefined
  readonly name: string
  readonly icon: IconName
  readonly press: KeyName
}

function ListStep({ to, name, icon, press, nameOf, addressOf }: ListStepProps) {
  if (to === undefined)
    return (
      <span className="faint">
        <Icon of={icon} size={14} />
      </span>
    )
  return (
    <Link
      to={addressOf(to)}
      search
      state
      replace
      aria-label={`${name}, ${nameOf(to)}`}
      data-tip={`${nameOf(to)}  ${shownKey(press)}`}
    >
      <Icon of={icon} size={14} />
    </Link>
  )
}
