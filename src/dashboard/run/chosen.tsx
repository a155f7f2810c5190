import type { ReactNode } from 'react'
import { useParam } from '../address/useparam.ts'
import { wordOf } from '../status/statuses.ts'
import type { TaskRowFragment } from './tasks.gen.ts'
import styles from './run.module.css'

interface ChosenProps {
  readonly rows: readonly TaskRowFragment[]
  readonly first: TaskRowFragment | undefined
  readonly children: (row: TaskRowFragment) => ReactNode
}

/** A longer list is not opened: one comes by the execution then. */
const mostListed = 500

/** What belongs to one execution of a run, which may be chosen. */
export function Chosen({ rows, first, children }: ChosenProps) {
  const [of, setOf] = useParam('of')
  const row = rows.find(({ key }) => key === of) ?? first
  if (!row) return null
  const listed =
    rows.length <= mostListed ? rows : [row, ...rows.filter((one) => one !== row).slice(0, mostListed)]
  return (
    <>
      {rows.length > 1 && (
        <label className={styles['chosen']}>
          <span className="muted">Execution</span>
          <select value={row.key} onChange={({ target }) => setOf(target.value)}>
            {listed.map(({ key, step, flow, id, status }) => (
              <option key={key} value={key}>
                {step ?? flow} · {wordOf(status)} · {id}
              </option>
            ))}
          </select>
        </label>
      )}
      {children(row)}
    </>
  )
}
