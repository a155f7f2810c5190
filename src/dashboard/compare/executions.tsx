import type { ReactNode } from 'react'
import { executionAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { Page } from '../frame/page.tsx'
import { tabStatus } from '../status/standing.ts'
import { settings } from '../frame/settings.ts'
import { isPart, rowsOf } from './differences.ts'
import { DifferenceSection } from './differencesection.tsx'
import { FactSection } from './factsection.tsx'
import { equalInExecutions } from './loadequal.ts'
import { Head, type HeadSide } from './head.tsx'
import { NoBase } from './nobase.tsx'
import { DurationRow, ErrorRow, ReasonRow, Rows, TagRow } from './rows.tsx'
import type { ExecutionComparison } from './usecomparison.ts'
import styles from './compare.module.css'

interface ComparedProps {
  readonly comparison: ExecutionComparison
  readonly isChosen: boolean
  /** How often it is looked at again, because it goes on. */
  readonly renewMs: number | undefined
  /** Above all, what is wrong with it. */
  readonly note: ReactNode
}

export function ComparedExecutions({ comparison, isChosen, renewMs, note }: ComparedProps) {
  const { left, right, inputs, outputs, error } = comparison
  const side = useSide()
  const name = right.step ?? right.flow
  return (
    <Page
      title={left ? `${left.id} and ${right.id}` : right.id}
      above={[{ to: '/executions', name: 'Executions' }]}
      tab={`Compare · ${name}`}
      renewMs={renewMs}
      worst={tabStatus([{ status: right.status, value: 1 }])}
    >
      {note}
      <div className={styles['compare']}>
        <Head
          a={left && side(left)}
          b={side(right)}
          note={isChosen ? undefined : 'A is the last good one of this flow and step'}
        />
        {left ? (
          <>
            <Rows of="Outcome">
              <ReasonRow a={left} b={right} />
              <DurationRow a={left} b={right} />
              {error && <ErrorRow a={error.left} b={error.right} />}
              <TagRow name="Tags" a={left.tags} b={right.tags} />
            </Rows>
            <DifferenceSection
              title="Inputs and outputs"
              rows={[...rowsOf('inputs', inputs), ...rowsOf('outputs', outputs)]}
              isPart={isPart([inputs, outputs])}
              loadEqual={() => equalInExecutions({ left: left.key, right: right.key })}
            />
            <FactSection a={left.metadata?.nodes ?? []} b={right.metadata?.nodes ?? []} />
          </>
        ) : (
          <NoBase flow={right.flow} what="execution" />
        )}
      </div>
    </Page>
  )
}

function useSide() {
  const { zone } = useSignal(settings)
  return (one: ExecutionComparison['right']): HeadSide => ({
    id: one.key,
    title: one.id,
    to: executionAddress(one.key),
    status: one.status,
    fact: [
      one.startedAt === null ? 'not started' : timeText(Date.parse(one.startedAt), now(), zone),
      one.run ? `in ${one.run.flow} ${one.run.number}` : `of ${one.flow}`,
      `in ${one.backend}`,
    ].join(' '),
  })
}
