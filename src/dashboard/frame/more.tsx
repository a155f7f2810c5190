import { useNavigate } from '@tanstack/react-router'
import { useSignal } from '../data/signal.ts'
import { nextTheme } from './choices.tsx'
import { settings } from './settings.ts'
import { directionsShown } from '../format/directions.ts'
import { isSignedIn, signOut } from '../signin/signedout.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { furtherPlaces, narrowPlaces, places } from './places.ts'
import { views } from './views.ts'
import styles from './frame.module.css'

/** The pages that a narrow screen has no room for. */
export function More() {
  const navigate = useNavigate()
  const saved = useSignal(views)
  const { theme } = useSignal(settings)
  const items = [
    ...[...places, ...furtherPlaces]
      .filter(({ to }) => !narrowPlaces.some((narrow) => narrow === to))
      .map(({ to, name, icon }) => ({ text: name, icon, onSelect: () => void navigate({ to }) })),
    ...saved.map(({ name, address }) => ({
      text: directionsShown(name),
      onSelect: () => void navigate({ to: address }),
    })),
    { text: `Theme: ${theme}`, onSelect: nextTheme },
    ...(isSignedIn() ? [{ text: 'Sign out', onSelect: () => void signOut() }] : []),
  ]
  return (
    <Menu
      align="end"
      items={items}
      trigger={
        <button type="button" className={styles['railLink']}>
          <Icon of="more" />
          <span>More</span>
        </button>
      }
    />
  )
}
