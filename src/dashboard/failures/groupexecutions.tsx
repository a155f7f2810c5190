import { useEffect, useRef, useState } from 'react'
import { askFor, useAsk } from '../data/ask.ts'
import { useKept } from '../data/kept.ts'
import type { ExecutionFilter } from '../schema.gen.ts'
import { Failed, Loading, Partial } from '../ui/states.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { ExecutionRow } from './executionrow.tsx'
import { type GroupExecutionFragment, GroupExecutionsDocument } from './group.gen.ts'
import styles from './failures.module.css'
import table from '../ui/table.module.css'

/** The executions of a group, the newest first. Older ones come by pages. */
export function GroupExecutions({ filter, renewMs }: { filter: ExecutionFilter; renewMs: number }) {
  const answer = useAsk(GroupExecutionsDocument, { filter }, { everyMs: renewMs })
  const found = useKept(answer.data?.executionHistory ?? undefined)
  const older = useOlder(filter)
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  if (!found)
    return answer.error ? <Failed error={answer.error} again={answer.again} /> : <Loading rows={6} />
  const rows = [
    ...new Map([...found.nodes, ...older.rows].map((execution) => [execution.key, execution])).values(),
  ]
  const { hasNextPage, endCursor } = older.page ?? found.pageInfo
  return (
    <>
      <Partial names={found.unavailable} again={answer.again} />
      <div
        ref={list}
        role="grid"
        aria-label="Executions that failed so"
        className={`${table['table']} ${styles['executions']}`}
      >
        <div className={`${table['head']} ${styles['head']}`} role="row">
          <span role="columnheader">Status</span>
          <span role="columnheader">Execution</span>
          <span role="columnheader">Flow</span>
          <span role="columnheader" className={styles['step']}>
            Step
          </span>
          <span role="columnheader">Started</span>
          <span role="columnheader" className="number">
            Duration
          </span>
        </div>
        {rows.map((execution) => (
          <ExecutionRow key={execution.key} execution={execution} />
        ))}
      </div>
      {hasNextPage && (
        <p className={table['more']}>
          <button
            type="button"
            className={styles['link']}
            disabled={older.isLoading}
            onClick={() => void older.load(endCursor)}
          >
            {older.isLoading ? 'Reading …' : 'Show older ones'}
          </button>
          {older.error && ` ${older.error.message}`}
        </p>
      )}
    </>
  )
}

interface PageInfo {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

function useOlder(filter: ExecutionFilter) {
  const [rows, setRows] = useState<readonly GroupExecutionFragment[]>([])
  const [page, setPage] = useState<PageInfo | undefined>(undefined)
  // A cursor belongs to the filter that it came with, whose times move on with the clock.
  const [begun, setBegun] = useState<ExecutionFilter>()
  const [isLoading, setLoading] = useState(false)
  const [error, setError] = useState<Error | undefined>(undefined)
  const { startedAfter: _, ...rest } = filter
  const key = JSON.stringify(rest)
  useEffect(() => {
    setRows([])
    setPage(undefined)
    setBegun(undefined)
  }, [key])
  const load = async (after: string | null) => {
    setLoading(true)
    setError(undefined)
    try {
      const variables = { filter: begun ?? filter, after }
      const found = await askFor(GroupExecutionsDocument, variables, (data) => data.executionHistory)
      setRows((old) => [...old, ...found.nodes])
      setPage(found.pageInfo)
      setBegun(variables.filter)
    } catch (problem) {
      setError(problem as Error)
    }
    setLoading(false)
  }
  return { rows, page, isLoading, error, load }
}
