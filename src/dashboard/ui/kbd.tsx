import { type KeyName, shownKey } from '../keyboard/keys.ts'
import styles from './ui.module.css'

export const Kbd = ({ of }: { of: KeyName }) => (
  <kbd className={styles['kbd']} aria-hidden="true">
    {shownKey(of)}
  </kbd>
)
