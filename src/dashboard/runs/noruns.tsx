import { Link } from '@tanstack/react-router'
import { listText } from '../address/lists.ts'
import { Empty } from '../ui/states.tsx'

interface NoRunsProps {
  /** The backends that were asked, none of which has runs. */
  readonly names: readonly string[]
  /** They were chosen among others. */
  readonly isChosen: boolean
}

/** Only engines without runs are asked: where their executions are. */
export const NoRuns = ({ names, isChosen }: NoRunsProps) => (
  <Empty title="There are no runs here">
    <p>
      {names.join(', ')} {names.length === 1 ? 'has' : 'have'}{' '}
      <Link to="/executions" search={isChosen ? { backend: listText(names) } : {}}>
        executions
      </Link>{' '}
      that belong to no runs.
    </p>
  </Empty>
)
