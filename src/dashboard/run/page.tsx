import { useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { flowAddress } from '../address/addresses.ts'
import { useParam } from '../address/useparam.ts'
import { GraphTab } from '../execution/graphtab.tsx'
import { TaskTable } from '../execution/list.tsx'
import { Page } from '../frame/page.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import type { Task } from '../timeline/model.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { Payloads } from '../tree/payload.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading, Partial } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Why } from '../why/why.tsx'
import { firstChoice, graphChoice } from './choice.ts'
import { Chosen } from './chosen.tsx'
import { RunHeader } from './header.tsx'
import type { RunHeadFragment } from './run.gen.ts'
import { RunFacts } from './runfacts.tsx'
import { Steps } from './steps.tsx'
import { stepsOf } from './stepslist.ts'
import type { TaskRowFragment } from './tasks.gen.ts'
import { tasksOf } from './tasksof.ts'
import { type Base, baseOf, useBase } from './usebase.ts'
import { type RunShown, useRun } from './userun.ts'
import styles from './run.module.css'

const marks: Readonly<Record<string, string>> = { FAILED: '✕', COMPLETED: '✓', RUNNING: '◐' }

export function RunPage() {
  const { backend, flow, number } = useParams({ from: '/runs/$backend/$flow/$number' })
  const shown = useRun({ backend, flow, number })
  const { run, error, again, isUnavailable } = shown
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
      {isUnavailable && <Partial names={[backend]} again={again} />}
      {run ? (
        <RunBody run={run} shown={shown} />
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

const tabs = ['timeline', 'graph', 'executions', 'metadata', 'io'] as const

function RunBody({ run, shown }: { run: RunHeadFragment; shown: RunShown }) {
  const base = useBase(run)
  return (
    <div className={styles['page']}>
      <RunHeader run={run} base={base} />
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

function RunParts({
  run,
  shown,
  base,
}: {
  run: RunHeadFragment
  shown: RunShown
  base: Base | null | undefined
}) {
  const [step, setStep] = useParam('step')
  const [tab] = useParam('tab')
  const current = tabs.find((name) => name === tab) ?? 'timeline'
  const steps = useMemo(() => stepsOf(run.steps ?? [], base?.steps ?? []), [run.steps, base])
  const { rows, details, isComplete, error } = shown.tasks
  const all = useMemo(() => tasksOf({ rows, details }), [rows, details])
  const tasks = useMemo(
    () => (step === undefined ? all : all.filter(({ group }) => group === step)),
    [all, step],
  )
  return (
    <div className={styles['body']} data-tab={current}>
      <Steps steps={steps} selected={step} onSelect={setStep} />
      <section className={styles['main']} aria-label={current}>
        <Tabs
          current={current}
          tabs={[
            { name: 'timeline', title: 'Timeline' },
            { name: 'graph', title: 'Graph' },
            {
              name: 'executions',
              title: 'Executions',
              count: isComplete ? rows.length : steps.reduce((sum, one) => sum + one.count, 0),
            },
            { name: 'metadata', title: 'Metadata' },
            { name: 'io', title: 'Inputs and outputs' },
          ]}
        />
        {error && rows.length === 0 ? (
          <Failed error={error} again={shown.again} />
        ) : rows.length === 0 && !isComplete ? (
          <Loading rows={10} what={run.backend} />
        ) : (
          <Panel
            tab={current}
            run={run}
            rows={step === undefined ? rows : rows.filter((one) => (one.step ?? one.flow) === step)}
            tasks={tasks}
            step={step}
          />
        )}
      </section>
    </div>
  )
}

interface PanelProps {
  readonly tab: (typeof tabs)[number]
  readonly run: RunHeadFragment
  readonly rows: readonly TaskRowFragment[]
  readonly tasks: readonly Task[]
  readonly step: string | undefined
}

function Panel({ tab, run, rows, tasks, step }: PanelProps) {
  const { backend, flow, number, failure } = run
  const panels: Record<PanelProps['tab'], () => ReactNode> = {
    timeline: () => <Timeline tasks={tasks} />,
    graph: () => (
      <Chosen rows={rows.filter(({ nodeCount }) => nodeCount > 0)} first={graphChoice(rows)}>
        {({ key, attempt, status, nodeCount }) => (
          <GraphTab key={key} execution={key} version={`${attempt} ${status} ${nodeCount}`} />
        )}
      </Chosen>
    ),
    executions: () => <TaskTable tasks={tasks} name="Executions" />,
    metadata: () => <RunFacts name={{ backend, flow, number: `${number}` }} step={step} />,
    io: () => (
      <Chosen rows={rows} first={firstChoice(rows, failure?.execution?.key)}>
        {({ key }) => <Payloads key={key} execution={key} />}
      </Chosen>
    ),
  }
  return panels[tab]()
}
