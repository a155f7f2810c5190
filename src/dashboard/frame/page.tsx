import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { directionsShown } from '../format/directions.ts'
import { type Status, looks } from '../status/statuses.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ThemeButton, ZoneButton } from './choices.tsx'
import { LiveLight } from './livelight.tsx'
import { overlay } from './overlay.ts'
import { showFavicon } from './favicon.ts'
import { usePageFocus } from './pagefocus.ts'
import styles from './frame.module.css'

export interface Above {
  readonly to: string
  readonly name: string
  readonly search?: Readonly<Record<string, string>>
}

interface PageProps {
  readonly title: string
  /** One muted fact beside the title. */
  readonly fact?: ReactNode
  /** The pages above this one. */
  readonly above?: readonly Above[]
  /** What the tab says, such as `12 running · Runs`. Default: the title. */
  readonly tab?: string
  /** How often it is asked for, if no stream tells what changes. */
  readonly renewMs?: number | undefined
  /** The worst status on the page, for the icon of the tab. */
  readonly worst?: Status | undefined
  readonly children: ReactNode
}

/** A page within the frame: its top bar and what it shows. */
export function Page({ title, fact, above = [], tab = title, renewMs, worst, children }: PageProps) {
  useEffect(() => {
    document.title = `${directionsShown(tab)} · Execgraph`
  }, [tab])
  useEffect(() => showFavicon(worst && looks[worst].hue), [worst])
  usePageFocus()
  return (
    <>
      <header className={styles['top']}>
        <div className={styles['titles']}>
          {above.map(({ to, name, search = {} }) => (
            <span key={to} className={styles['crumb']}>
              <Link to={to} search={search}>
                <Icon of="left" />
                <span className="cut">{directionsShown(name)}</span>
              </Link>
              <Icon of="right" size={12} />
            </span>
          ))}
          <h1 id="title" className="cut">
            {directionsShown(title)}
          </h1>
          {fact !== undefined && <span className={`${styles['fact']} cut`}>{fact}</span>}
        </div>
        <SearchBox />
        <LiveLight renewMs={renewMs} />
        <ZoneButton />
        <span className={styles['theme']}>
          <ThemeButton />
        </span>
        <IconButton name="Keys and settings" icon="help" press="help" onClick={() => overlay.set('help')} />
      </header>
      <main id="main" className={styles['main']} tabIndex={-1} aria-labelledby="title">
        {children}
      </main>
    </>
  )
}

const SearchBox = () => (
  <button
    type="button"
    className={styles['search']}
    onClick={() => overlay.set('palette')}
    aria-label="Find a run, id or flow"
  >
    <Icon of="search" size={14} />
    <span>Find a run, id or flow</span>
    <kbd aria-hidden="true">/</kbd>
  </button>
)
