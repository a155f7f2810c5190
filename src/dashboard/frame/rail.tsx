import { Link, useRouterState } from '@tanstack/react-router'
import { useAsk } from '../data/ask.ts'
import { useSignal } from '../data/signal.ts'
import { count, countOf } from '../format/numbers.ts'
import { shownKey } from '../keyboard/keys.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { More } from './more.tsx'
import { type Place, narrowPlaces, places } from './places.ts'
import { RailDocument, type RailQuery } from './rail.gen.ts'
import { SavedViews } from './savedviews.tsx'
import { choose, settings } from './settings.ts'
import styles from './frame.module.css'

const renewMs = 20_000
/** As many as are asked for. */
const mostGroups = 10

export function Rail() {
  const { isRailNarrow } = useSignal(settings)
  const { data } = useAsk(RailDocument, {}, { everyMs: renewMs })
  return (
    <nav className={styles['rail']} data-narrow={isRailNarrow} aria-label="Pages">
      <Link to="/" className={styles['brand']} aria-label="Execgraph, start page">
        <Brand />
        <span>Execgraph</span>
      </Link>
      <ul>
        {places.map((place) => (
          <li key={place.to} data-wide={!narrowPlaces.includes(place.to)}>
            <RailLink place={place} note={data && noteOf(place, data)} />
          </li>
        ))}
        <li className={styles['moreItem']}>
          <More />
        </li>
      </ul>
      <SavedViews />
      <button
        type="button"
        className={styles['collapse']}
        aria-expanded={!isRailNarrow}
        onClick={() => choose({ isRailNarrow: !isRailNarrow })}
      >
        <Icon of="collapse" />
        <span>Collapse</span>
        <Kbd of="rail" />
      </button>
    </nav>
  )
}

function RailLink({ place, note }: { place: Place; note: Note | undefined }) {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const isHere = place.to === '/' ? path === '/' || path.startsWith('/runs') : path.startsWith(place.to)
  return (
    <Link
      to={place.to}
      className={styles['railLink']}
      data-here={isHere}
      data-tip={`${place.name}  ${shownKey(place.press)}`}
      {...(isHere && { 'aria-current': 'page' as const })}
    >
      <Icon of={place.icon} />
      <span>{place.name}</span>
      {note && (
        <span className={styles['note']} data-loud={note.isLoud}>
          {note.text}
        </span>
      )}
    </Link>
  )
}

interface Note {
  readonly text: string
  readonly isLoud?: boolean
}

function noteOf({ to }: Place, data: RailQuery): Note | undefined {
  const notes: Partial<Record<Place['to'], () => Note | undefined>> = {
    '/': () => {
      const running = data.statusCounts?.counts.find(({ status }) => status === 'RUNNING')
      return running && { text: countOf(running) }
    },
    '/failures': () => {
      const fresh = data.failureGroups?.nodes.filter(({ isNew }) => isNew).length ?? 0
      return fresh > 0 ? { text: `${fresh}${fresh < mostGroups ? '' : '+'} new`, isLoud: true } : undefined
    },
    '/queue': () => {
      const ready = data.queue?.ready ?? []
      const value = ready.reduce((sum, one) => sum + one.value, 0)
      return ready.length > 0
        ? { text: countOf({ value, isExact: ready.every((one) => one.isExact) }) }
        : undefined
    },
    '/backends': () => {
      const down = data.backends.filter(({ reachable }) => !reachable).length
      return down > 0 ? { text: `${down} down`, isLoud: true } : { text: count(data.backends.length) }
    },
  }
  return notes[to]?.()
}

const Brand = () => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 18 18"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    aria-hidden="true"
  >
    <circle cx="4" cy="9" r="2.3" />
    <circle cx="13.5" cy="4" r="2.3" />
    <circle cx="13.5" cy="14" r="2.3" />
    <path d="M6 8 11.5 5M6 10l5.5 3" />
  </svg>
)
