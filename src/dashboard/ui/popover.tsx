import * as Radix from '@radix-ui/react-popover'
import type { ReactNode } from 'react'
import styles from './ui.module.css'

interface PopoverProps {
  /** A button. */
  readonly trigger: ReactNode
  readonly name: string
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpen?: (isOpen: boolean) => void
  readonly children: ReactNode
}

export function Popover({ trigger, name, align = 'start', isOpen, onOpen, children }: PopoverProps) {
  return (
    <Radix.Root {...(isOpen !== undefined && { open: isOpen })} {...(onOpen && { onOpenChange: onOpen })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles['popover']}
          aria-label={name}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
