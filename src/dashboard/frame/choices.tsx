import { useSignal } from '../data/signal.ts'
import { zoneName } from '../format/times.ts'
import { shownKey } from '../keyboard/keys.ts'
import { IconButton } from '../ui/button.tsx'
import { type Settings, choose, settings } from './settings.ts'
import styles from './frame.module.css'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']
const icons = { system: 'system', light: 'sun', dark: 'moon' } as const

export const nextTheme = () => {
  const { theme } = settings.get()
  choose({ theme: themes[(themes.indexOf(theme) + 1) % themes.length]! })
}

export const switchZone = () => choose({ zone: settings.get().zone === 'utc' ? 'local' : 'utc' })

export function ThemeButton() {
  const { theme } = useSignal(settings)
  return <IconButton name={`Theme: ${theme}`} icon={icons[theme]} press="theme" onClick={nextTheme} />
}

export function ZoneButton() {
  const { zone } = useSignal(settings)
  const name = zone === 'utc' ? 'Times in UTC' : 'Times of this machine'
  return (
    <button
      type="button"
      className={styles['zone']}
      aria-label={`${name}, ${zoneName(zone)}`}
      data-tip={`${name}  ${shownKey('utc')}`}
      onClick={switchZone}
    >
      {zoneName(zone)}
    </button>
  )
}
