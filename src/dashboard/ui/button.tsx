import type { ComponentProps, ReactNode } from 'react'
import { type KeyName, shownKey } from '../keyboard/keys.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './ui.module.css'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `outlined` is the usual one, `plain` stands in bars, `filled` is the one that a dialog is about. */
  readonly look?: 'outlined' | 'plain' | 'filled'
  readonly icon?: IconName | undefined
  /** The key that does the same. */
  readonly press?: KeyName
  readonly children?: ReactNode
}

export function Button({ look = 'outlined', icon, press, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={styles['button']}
      data-look={look}
      {...(press && { 'aria-keyshortcuts': shownKey(press) })}
      {...rest}
    >
      {icon && <Icon of={icon} size={14} />}
      {children}
    </button>
  )
}

/** A button that is an icon alone. Its name is its tooltip. */
export function IconButton(props: Omit<ButtonProps, 'children' | 'look'> & { name: string; icon: IconName }) {
  const { name, icon, press, ...rest } = props
  return (
    <button
      type="button"
      className={styles['iconButton']}
      aria-label={name}
      data-tip={press ? `${name}  ${shownKey(press)}` : name}
      {...rest}
    >
      <Icon of={icon} />
    </button>
  )
}

/** A button that is on or off. */
export function Toggle(props: Omit<ButtonProps, 'look'> & { isOn: boolean; hue?: string | undefined }) {
  const { isOn, hue, icon, press, children, ...rest } = props
  return (
    <button
      type="button"
      className={styles['toggle']}
      aria-pressed={isOn}
      data-hue={hue}
      {...(press && { 'data-tip': shownKey(press) })}
      {...rest}
    >
      {icon && <Icon of={icon} size={14} />}
      {children}
    </button>
  )
}
