import { useAsk } from '../data/ask.ts'
import { countOf } from '../format/numbers.ts'
import { useKeys } from '../keyboard/pressed.ts'
import type { ChangeView } from '../runs/useview.ts'
import type { ExecutionFilter, ExecutionStatus } from '../schema.gen.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks } from '../status/statuses.ts'
import { Toggle } from '../ui/button.tsx'
import { type ExecutionCountsQuery, ExecutionCountsDocument } from './executions.gen.ts'
import { executionStatuses } from './view.ts'
import styles from '../runs/runs.module.css'

const renewMs = 10_000

export type Counts = NonNullable<ExecutionCountsQuery['executionStats']>['counts']

/** `filter`: without the statuses. */
export function useCounts(filter: ExecutionFilter): Counts | undefined {
  return useAsk(ExecutionCountsDocument, { filter }, { everyMs: renewMs }).data?.executionStats?.counts
}

interface ChipsProps {
  readonly chosen: readonly ExecutionStatus[]
  readonly counts: Counts | undefined
  readonly change: ChangeView
}

const always: ReadonlySet<ExecutionStatus> = new Set(['RUNNING', 'FAILED', 'COMPLETED'])

/** The usual statuses, and of the others those that some execution has. */
export function ExecutionChips({ chosen, counts, change }: ChipsProps) {
  const countOfStatus = (status: ExecutionStatus) => counts?.find((one) => one.status === status)
  const shown = executionStatuses.filter(
    (status) => always.has(status) || chosen.includes(status) || (countOfStatus(status)?.value ?? 0) > 0,
  )
  const toggle = (one: ExecutionStatus) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
    change({ status: next.map((each) => each.toLowerCase()).join(',') })
  }
  useKeys({
    chip1: () => toggle('RUNNING'),
    chip2: () => toggle('FAILED'),
    chip3: () => toggle('COMPLETED'),
  })
  return (
    <div className={styles['chips']} role="group" aria-label="Status">
      {shown.map((status) => {
        const count = countOfStatus(status)
        return (
          <Toggle
            key={status}
            isOn={chosen.includes(status)}
            hue={looks[status].hue}
            data-tip={looks[status].word}
            onClick={() => toggle(status)}
          >
            <StatusIcon status={status} isSilent />
            <span
              className={always.has(status) || chosen.includes(status) ? styles['chipWord'] : 'hidden-text'}
            >
              {looks[status].word}
            </span>
            <span className={styles['chipCount']}>{count ? countOf(count) : '–'}</span>
          </Toggle>
        )
      })}
    </div>
  )
}
