import { Link } from '@tanstack/react-router'
import { listText } from '../address/lists.ts'
import { codeOf } from '../data/codeof.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failed } from '../ui/states.tsx'
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

interface NoRunsProps extends CouldNotProps {
  readonly asks: CouldNotProps['asks'] & { readonly backend: readonly string[] }
  readonly backends: readonly { readonly name: string; readonly hasRuns: boolean }[]
}

/** Why a list of runs could not be read: perhaps because it asks only for engines that have none. */
export function NoRuns({ backends, ...rest }: NoRunsProps) {
  const { backend } = rest.asks
  const asked = backends.filter(({ name }) => backend.length === 0 || backend.includes(name))
  if (asked.length === 0 || asked.some(({ hasRuns }) => hasRuns)) return <CouldNot {...rest} />
  return (
    <Empty title="There are no runs here">
      <p>
        {asked.map(({ name }) => name).join(', ')} {asked.length === 1 ? 'has' : 'have'}{' '}
        <Link to="/executions" search={backend.length > 0 ? { backend: listText(backend) } : {}}>
          executions
        </Link>{' '}
        that belong to no runs.
      </p>
    </Empty>
  )
}
