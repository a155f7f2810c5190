import * as Radix from '@radix-ui/react-dropdown-menu'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './ui.module.css'

interface Item {
  readonly text: ReactNode
  readonly icon?: IconName
  readonly hint?: ReactNode
  /** It is the one that is chosen. */
  readonly isOn?: boolean
  readonly isDisabled?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  /** A button. */
  readonly trigger: ReactNode
  readonly items: readonly (Item | 'line')[]
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpen?: (isOpen: boolean) => void
}

// Not modal: the library would lock scrolling by a style element, which the content security policy forbids.
export function Menu({ trigger, items, align = 'start', isOpen, onOpen }: MenuProps) {
  return (
    <Radix.Root
      modal={false}
      {...(isOpen !== undefined && { open: isOpen })}
      {...(onOpen && { onOpenChange: onOpen })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles['menu']} align={align} sideOffset={4} collisionPadding={8}>
          {items.map((item, index) =>
            item === 'line' ? (
              <Radix.Separator key={index} className={styles['menuLine']} />
            ) : (
              <Radix.Item
                key={index}
                className={styles['menuItem']}
                disabled={item.isDisabled ?? false}
                onSelect={item.onSelect}
              >
                <span className={styles['menuIcon']}>
                  {item.isOn ? <Icon of="check" size={14} /> : item.icon && <Icon of={item.icon} size={14} />}
                </span>
                <span className={styles['menuText']}>{item.text}</span>
                {item.hint && <span className="faint">{item.hint}</span>}
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
