import { presets, type Range } from '../address/range.ts'
import { listed } from '../address/lists.ts'
import { useAddress } from '../address/usesearch.ts'
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
  return (
    <Empty title={hasOthers ? 'None of the groups is such' : `Nothing failed${isOfOne ? ' so' : ''} ${when}`}>
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
