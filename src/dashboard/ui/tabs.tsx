import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from '../address/query.ts'
import { count } from '../format/numbers.ts'
import styles from './tabs.module.css'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly title: string
  readonly count?: number | undefined
}

interface TabsProps<Name extends string> {
  readonly tabs: readonly Tab<Name>[]
  readonly current: Name
  readonly children?: ReactNode
}

/** Parts of a page of which one is shown. Each is an address, the first one that without `tab`. */
export function Tabs<Name extends string>({ tabs, current, children }: TabsProps<Name>) {
  return (
    <nav className={styles['tabs']} aria-label="Parts of this page">
      {tabs.map(({ name, title, count: found }, index) => (
        <Link
          key={name}
          to="."
          search={(old: Search) => ({ ...old, tab: index === 0 ? undefined : name })}
          replace
          state
          resetScroll={false}
          className={styles['tab']}
          activeOptions={{ exact: true, includeSearch: true }}
          data-here={name === current}
        >
          {title}
          {found !== undefined && <span className="muted"> {count(found)}</span>}
        </Link>
      ))}
      {children}
    </nav>
  )
}
