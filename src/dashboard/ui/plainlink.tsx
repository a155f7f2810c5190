import { type HistoryState, useRouter } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

interface PlainLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  readonly to: string
  /** What the page is handed beside its address. */
  readonly stateOf?: () => HistoryState
}

/** A link for lists: that of the router follows every change of the address, which costs much in a thousand rows. */
export function PlainLink({ to, stateOf, ...rest }: PlainLinkProps) {
  const router = useRouter()
  return (
    <a
      href={to}
      {...rest}
      onClick={(event) => {
        const { button, ctrlKey, metaKey, shiftKey, altKey } = event
        if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
        event.preventDefault()
        void router.navigate({ to, ...(stateOf && { state: stateOf() }) })
      }}
    />
  )
}
