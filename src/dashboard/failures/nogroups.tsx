import { Link } from '@tanstack/react-router'
import { presets, type Range } from '../address/range.ts'
import { listText, listed } from '../address/lists.ts'
import { useAddress } from '../address/usesearch.ts'
import { useAsk } from '../data/ask.ts'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { failedStatuses } from '../status/standing.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import styles from './failures.module.css'

const all = presets.at(-1)!

interface NoGroupsProps {
  readonly hasOthers: boolean
  readonly range: Range
  /** One group was asked for: of others nothing is said. */
  readonly isOfOne?: boolean
}

/** Nothing failed, or a filter leaves nothing: which, and how to drop it. */
export function NoGroups({ hasOthers, range, isOfOne = false }: NoGroupsProps) {
  const [search, change] = useAddress()
  const conditions = ['flow', 'backend'].filter((name) => listed(search, name).length > 0)
  const when = range.name === undefined ? 'in this time' : `in the ${range.name.toLowerCase()}`
  const engines = useEngines(listed(search, 'backend'))
  const nothing =
    engines.length > 0 ? 'There is no group of failures' : `Nothing failed${isOfOne ? ' so' : ''}`
  return (
    <Empty title={hasOthers ? 'None of the groups is such' : `${nothing} ${when}`}>
      {engines.length > 0 && (
        <p>
          What failed in {engines.join(', ')} is in no group, only among the{' '}
          <Link to="/executions" search={{ backend: listText(engines), status: listText(failedStatuses) }}>
            executions
          </Link>
          .
        </p>
      )}
      {conditions.length > 0 && <p>These conditions leave nothing. Drop one.</p>}
      <div className={styles['drops']}>
        {hasOthers && <Button onClick={() => change({ show: undefined })}>All groups</Button>}
        {conditions.map((name) => (
          <Button key={name} icon="close" onClick={() => change({ [name]: undefined })}>
            Without {name}: {listed(search, name).join(', ')}
          </Button>
        ))}
        {range.name !== all.name && (
          <Button icon="clock" onClick={() => change({ from: all.from, to: undefined })}>
            Look at the {all.name.toLowerCase()}
          </Button>
        )}
      </div>
    </Empty>
  )
}

/** Those of the backends that are asked, by default all, whose failures are in no group: tasks of Metaflow have no errors. */
function useEngines(asked: readonly string[]): readonly string[] {
  const { data } = useAsk(BackendNamesDocument, {})
  const found = (data?.backends ?? []).filter(({ name }) => asked.length === 0 || asked.includes(name))
  return found.filter(({ kind }) => kind === 'metaflow').map(({ name }) => name)
}
