import { type ReactNode, useMemo } from 'react'
import { useParam } from '../address/useparam.ts'
import { GraphTab, useGraph } from '../execution/graphtab.tsx'
import { TaskTable } from '../execution/list.tsx'
import { count } from '../format/numbers.ts'
import type { Task } from '../timeline/model.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { Payloads } from '../tree/payload.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { firstChoice, graphChoice } from './choice.ts'
import { Chosen } from './chosen.tsx'
import type { RunHeadFragment } from './run.gen.ts'
import { RunFacts } from './runfacts.tsx'
import { Steps } from './steps.tsx'
import { stepsOf } from './stepslist.ts'
import { mostExecutions } from './taskpages.ts'
import type { TaskRowFragment } from './tasks.gen.ts'
import { expectedTasks, tasksOf } from './tasksof.ts'
import { type Base } from './usebase.ts'
import { type RunShown } from './userun.ts'
import styles from './run.module.css'

const tabs = ['timeline', 'graph', 'executions', 'metadata', 'io'] as const

/** The steps, and what one wants to see of them. */
export function RunParts({
  run,
  shown,
  base,
}: {
  run: RunHeadFragment
  shown: RunShown
  base: Base | null | undefined
}) {
  const [chosen, setStep] = useParam('step')
  const [tab] = useParam('tab')
  const current = tabs.find((name) => name === tab) ?? 'timeline'
  // What a run that went well has not, it did not need.
  const expected = run.status === 'COMPLETED' ? undefined : base?.steps
  const steps = useMemo(() => stepsOf(run.steps ?? [], expected ?? []), [run.steps, expected])
  // Another run may not have the step.
  const step = steps.find(({ name, status }) => name === chosen && status !== undefined)?.name
  const total = steps.reduce((sum, { count }) => sum + count, 0)
  const { rows, details, isComplete, error } = shown.tasks
  const all = useMemo(() => tasksOf({ rows, details }), [rows, details])
  const tasks = useMemo(
    () => (step === undefined ? all : all.filter(({ group }) => group === step)),
    [all, step],
  )
  const timed = useMemo(
    () => (step === undefined ? [...tasks, ...expectedTasks(steps)] : tasks),
    [tasks, steps, step],
  )
  const ofStep = step === undefined ? rows : rows.filter((one) => (one.step ?? one.flow) === step)
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
              count: isComplete ? Math.max(rows.length, total) : total,
            },
            { name: 'metadata', title: 'Metadata' },
            { name: 'io', title: 'Inputs and outputs' },
          ]}
        />
        <Cut isComplete={isComplete} read={rows.length} total={total} />
        {error && rows.length === 0 ? (
          <Failed error={error} again={shown.again} />
        ) : rows.length === 0 && !isComplete ? (
          <Loading rows={10} what={run.backend} />
        ) : (
          <Panel tab={current} run={run} rows={ofStep} tasks={tasks} timed={timed} step={step} />
        )}
      </section>
    </div>
  )
}

/** Says that there are more than were read. */
function Cut({ isComplete, read, total }: { isComplete: boolean; read: number; total: number }) {
  if (!isComplete || read < mostExecutions || total <= read) return null
  return (
    <p className={styles['cut']}>
      The first {count(read)} of {count(total)} executions are shown.
    </p>
  )
}

interface PanelProps {
  readonly tab: (typeof tabs)[number]
  readonly run: RunHeadFragment
  readonly rows: readonly TaskRowFragment[]
  readonly tasks: readonly Task[]
  readonly step: string | undefined
  /** `tasks`, and those that are likely to come. */
  readonly timed: readonly Task[]
}

function Panel({ tab, run, rows, tasks, timed, step }: PanelProps) {
  const { backend, flow, number, version, failure } = run
  const panels: Record<PanelProps['tab'], () => ReactNode> = {
    timeline: () => <Timeline tasks={timed} />,
    graph: () => (
      <Chosen rows={rows.filter(({ nodeCount }) => nodeCount > 0)} first={graphChoice(rows)}>
        {({ key, version }) => <OwnGraph key={key} execution={key} version={version} />}
      </Chosen>
    ),
    executions: () => <TaskTable tasks={tasks} name="Executions" />,
    metadata: () => <RunFacts name={{ backend, flow, number: `${number}` }} version={version} step={step} />,
    io: () => (
      <Chosen rows={rows} first={firstChoice(rows, failure?.execution?.key)}>
        {({ key, attempt, status }) => (
          <Payloads key={key} execution={key} version={`${attempt} ${status}`} />
        )}
      </Chosen>
    ),
  }
  return panels[tab]()
}

function OwnGraph(one: { readonly execution: string; readonly version: string }) {
  return <GraphTab {...one} graph={useGraph(one.execution, true)} />
}
