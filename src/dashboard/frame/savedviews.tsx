import { Link } from '@tanstack/react-router'
import { useSignal } from '../data/signal.ts'
import { dropView, views } from './views.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './frame.module.css'

export function SavedViews() {
  const saved = useSignal(views)
  if (saved.length === 0) return null
  return (
    <section className={styles['views']} aria-label="Saved views">
      <h3>Saved views</h3>
      <ul>
        {saved.map(({ name, address }) => (
          <li key={name} className={styles['view']}>
            <Link to={address} className="cut">
              {name}
            </Link>
            <button type="button" aria-label={`Delete the view ${name}`} onClick={() => dropView(name)}>
              <Icon of="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
