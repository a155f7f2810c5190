import { codeOf } from '../data/codeof.ts'
import { Button } from '../ui/button.tsx'
import { Failed } from '../ui/states.tsx'
import type { ChangeView } from './useview.ts'
import { defaultFrom } from './view.ts'

interface CouldNotProps {
  readonly error: Error
  readonly again: () => void
  readonly change: ChangeView
  /** What the view asks for. */
  readonly asks: {
    readonly from: string
    readonly tag: readonly string[]
    readonly alltag: readonly string[]
  }
}

/** Why the list could not be read. What asks for too much has ways to ask for less. */
export function CouldNot({ error, again, change, asks }: CouldNotProps) {
  const isTooMuch = codeOf(error) === 'QUERY_TOO_EXPENSIVE'
  return (
    <Failed error={error} again={again}>
      {isTooMuch && asks.from !== defaultFrom && (
        <Button look="filled" onClick={() => change({ from: undefined, to: undefined })}>
          Last 24 h instead
        </Button>
      )}
      {isTooMuch && asks.tag.length + asks.alltag.length > 0 && (
        <Button onClick={() => change({ tag: undefined, alltag: undefined })}>Without tags</Button>
      )}
    </Failed>
  )
}
