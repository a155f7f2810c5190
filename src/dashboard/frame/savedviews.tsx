import { Link } from '@tanstack/react-router'
import { useSignal } from '../data/signal.ts'
import { dropView, views } from './views.ts'
import { directionsShown } from '../format/directions.ts'
import { Icon } from '../ui/icon.tsx'
import { focusIfLost } from '../ui/focussoon.ts'
import styles from './frame.module.css'

export function SavedViews() {
  const saved = useSignal(views)
  if (saved.length === 0) return null
  return (
    <section className={styles['views']} aria-label="Saved views">
      <h3>Saved views</h3>
      <ul>
        {saved.map(({ name, address }, index) => (
          <li key={name} className={styles['view']}>
            <Link to={address} className="cut">
              {directionsShown(name)}
            </Link>
            <button
              type="button"
              aria-label={`Delete the view ${directionsShown(name)}`}
              onClick={() => drop(name, index)}
            >
              <Icon of="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The focus goes to the view that stands there then. */
function drop(name: string, index: number) {
  dropView(name)
  focusIfLost(() => {
    const links = document.querySelectorAll<HTMLElement>(`.${styles['view']} a`)
    return links[Math.min(index, links.length - 1)] ?? document.querySelector<HTMLElement>('#main')
  })
}
