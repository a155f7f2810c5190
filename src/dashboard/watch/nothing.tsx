import { useState } from 'react'
import { askFor } from '../data/ask.ts'
import { Button } from '../ui/button.tsx'
import { failedStatuses } from '../status/standing.ts'
import { Empty } from '../ui/states.tsx'
import { NewestIdsDocument } from './watch.gen.ts'
import type { ExecutionStatus } from '../schema.gen.ts'
import styles from './watch.module.css'

const takes: readonly { readonly title: string; readonly status: ExecutionStatus[] | null }[] = [
  { title: 'Take the newest 100', status: null },
  { title: 'The newest that are open', status: ['PENDING', 'RUNNING', 'WAITING', 'PAUSED'] },
  { title: 'The newest that failed', status: failedStatuses },
]

/** Nothing was pasted yet: what this page is for, and something to try it with. */
export function NothingWatched({ onTake }: { onTake: (text: string) => void }) {
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const take = async (status: ExecutionStatus[] | null) => {
    try {
      const { nodes } = await askFor(NewestIdsDocument, { status }, (data) => data.executionHistory)
      const keys = nodes.map(({ key }) => key)
      if (keys.length === 0) setProblem('There are none now.')
      else onTake(keys.join('\n'))
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <Empty title="Watch up to 500 executions and runs by their ids">
      <p>
        Paste ids or keys as you have them, names of runs such as Train/25, or addresses of this dashboard.
        Executions are looked up by one statement per backend, runs by another, and all are followed as they
        change. The link of the page holds them.
      </p>
      <div className={styles['takes']}>
        {takes.map(({ title, status }) => (
          <Button key={title} icon="watch" onClick={() => void take(status)}>
            {title}
          </Button>
        ))}
      </div>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Empty>
  )
}
