import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../keyboard/pressed.ts'
import type { Steps } from './walk.ts'

export type Around = Pick<Steps, 'previous' | 'next'>

/** Where rows have the focus. */
const rows = '#main :is([role=grid], [role=tree], [data-index])'

/** Walks by keys. `undefined`: there is nothing to walk, and the keys are for others. */
export function useWalkKeys(around: Around | undefined, addressOf: (id: string) => string) {
  const navigate = useNavigate()
  const go = (step: keyof Around) => (event: KeyboardEvent) => {
    // Within rows of the page, these keys move there.
    if (!around || event.key.startsWith('Arrow') || document.activeElement?.closest(rows)) return false
    const id = around[step]
    // Back leads to the list, whatever was walked.
    if (id !== undefined) void navigate({ to: addressOf(id), search: true, state: true, replace: true })
    return true
  }
  useKeys({ walkOn: go('next'), walkBack: go('previous') })
}
