import { useParams } from '@tanstack/react-router'
import { flowAddress, nameOfPart } from '../address/addresses.ts'
import { Page } from '../frame/page.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading, Partial } from '../ui/states.tsx'
import type { Walked } from '../walk/usesteps.ts'
import { Why } from '../why/why.tsx'
import { RunParts } from './parts.tsx'
import { RunHeader } from './header.tsx'
import type { RunHeadFragment } from './run.gen.ts'
import { baseOf, useBase } from './usebase.ts'
import { type RunShown, useRun } from './userun.ts'
import { useWalk } from './usewalk.ts'
import styles from './run.module.css'

const marks: Readonly<Record<string, string>> = { FAILED: '✕', COMPLETED: '✓', RUNNING: '◐' }

export function RunPage() {
  const { backend, number, ...params } = useParams({ from: '/runs/$backend/$flow/$number' })
  const flow = nameOfPart(params.flow)
  const shown = useRun({ backend, flow, number })
  const { run, error, again, isUnavailable } = shown
  const walked = useWalk({ backend, flow, number }, run)
  const status = run && statusOf(run.status)
  return (
    <Page
      title={number}
      above={[
        { to: '/', name: 'Runs' },
        { to: flowAddress({ backend, name: flow }), name: flow },
      ]}
      tab={`${status ? `${marks[status] ?? looks[status].word} ` : ''}${flow}/${number}`}
      worst={status ?? undefined}
    >
      {(isUnavailable || (run && error)) && <Partial names={[backend]} again={again} />}
      {run ? (
        <RunBody run={run} shown={shown} walked={walked} />
      ) : error ? (
        <Failed error={error} again={again} />
      ) : run === null ? (
        <Empty title={`${flow} has no run ${number} in ${backend}`}>
          <p>It may have been deleted, or the address is not right.</p>
          <Button onClick={again}>Look again</Button>
        </Empty>
      ) : (
        <Loading rows={14} what={backend} />
      )}
    </Page>
  )
}

interface BodyProps {
  readonly run: RunHeadFragment
  readonly shown: RunShown
  readonly walked: Walked | undefined
}

function RunBody({ run, shown, walked }: BodyProps) {
  const base = useBase(run)
  return (
    <div className={styles['page']}>
      <RunHeader run={run} base={base} walked={walked} />
      {run.failure && (
        <Why
          failure={run.failure}
          usual={run.usual}
          durationMs={run.durationMs}
          base={baseOf(base, run.id)}
        />
      )}
      <RunParts run={run} shown={shown} base={base} />
    </div>
  )
}
