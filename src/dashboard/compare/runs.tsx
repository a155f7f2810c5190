import type { ReactNode } from 'react'
import { flowAddress, runAddress } from '../address/addresses.ts'
import { useSignal } from '../data/signal.ts'
import { now } from '../data/clock.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Page } from '../frame/page.tsx'
import { tabStatus } from '../status/standing.ts'
import { Head, type HeadSide } from './head.tsx'
import { DifferenceSection } from './differencesection.tsx'
import { FactSection } from './factsection.tsx'
import { DurationRow, ReasonRow, Rows, TagRow } from './rows.tsx'
import { NoBase } from './nobase.tsx'
import { StepSection } from './stepsection.tsx'
import { equalInRuns } from './loadequal.ts'
import { isPart, rowsOf } from './differences.ts'
import type { RunComparison } from './usecomparison.ts'
import styles from './compare.module.css'

interface ComparedProps {
  readonly comparison: RunComparison
  /** A was named in the address. */
  readonly isChosen: boolean
  /** How often it is looked at again, because it goes on. */
  readonly renewMs: number | undefined
  /** Above all, what is wrong with it. */
  readonly note: ReactNode
}

export function ComparedRuns({ comparison, isChosen, renewMs, note }: ComparedProps) {
  const { left, right, steps } = comparison
  const side = useSide()
  const isSame = left?.flow === right.flow
  const names = left ? [isSame ? `${left.number}` : `${left.flow} ${left.number}`, `${right.number}`] : []
  const title = left ? `${names[0]} and ${names[1]}` : `${right.number}`
  const compared = (steps ?? []).flatMap(({ execution }) => [
    execution?.inputs ?? null,
    execution?.outputs ?? null,
  ])
  const rows = (steps ?? []).flatMap(({ name, execution }) => [
    ...rowsOf(`${name}.inputs`, execution?.inputs ?? null),
    ...rowsOf(`${name}.outputs`, execution?.outputs ?? null),
  ])
  return (
    <Page
      title={title}
      above={[
        { to: '/', name: 'Runs' },
        {
          to: flowAddress({ backend: right.backend, name: right.flow }),
          name: right.flow,
        },
      ]}
      tab={left ? `${names.join(' ⇄ ')} · ${right.flow}` : `Compare · ${right.flow}`}
      renewMs={renewMs}
      worst={tabStatus([{ status: right.status, value: 1 }])}
    >
      {note}
      <div className={styles['compare']}>
        <Head a={left && side(left)} b={side(right)} note={isChosen ? undefined : 'A is the last good run'} />
        {left ? (
          <>
            <Rows of="Outcome">
              <ReasonRow a={left} b={right} />
              <DurationRow a={left} b={right} />
              <TagRow name="Tags" a={left.tags} b={right.tags} />
            </Rows>
            <StepSection steps={steps ?? []} />
            <DifferenceSection
              title="Inputs and outputs"
              rows={rows}
              isPart={isPart(compared)}
              loadEqual={() => equalInRuns({ left: left.id, right: right.id })}
            />
            <FactSection a={left.metadata?.nodes ?? []} b={right.metadata?.nodes ?? []} />
          </>
        ) : (
          <NoBase flow={right.flow} what="run" />
        )}
      </div>
    </Page>
  )
}

function useSide() {
  const { zone } = useSignal(settings)
  return (run: RunComparison['right']): HeadSide => ({
    id: run.id,
    title: run.flow,
    number: run.number,
    to: runAddress(run),
    status: run.status,
    fact: [
      run.startedAt === null ? 'not started' : timeText(Date.parse(run.startedAt), now(), zone),
      ...(run.user === null ? [] : [`by ${run.user}`]),
      `in ${run.backend}`,
    ].join(' '),
  })
}
