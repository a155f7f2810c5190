import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { runAddress } from '../address/addresses.ts'
import { ofFlow } from '../executions/offlow.ts'
import { useParam } from '../address/useparam.ts'
import { type Above, Page } from '../frame/page.tsx'
import runStyles from '../run/run.module.css'
import { looks, statusOf } from '../status/statuses.ts'
import { Payloads } from '../tree/payload.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading, Partial, Unread } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import type { Walked } from '../walk/usesteps.ts'
import { Why } from '../why/why.tsx'
import { Facts } from './executionfacts.tsx'
import type { ExecutionHeadFragment } from './execution.gen.ts'
import { GraphTab, useGraph } from './graphtab.tsx'
import { ExecutionHeader } from './header.tsx'
import { TaskTable } from './list.tsx'
import { Side } from './side.tsx'
import { childTasks, executionTasks } from './tasks.ts'
import { useBase } from './usebase.ts'
import { useExecution } from './useexecution.ts'
import { useResults } from './useresults.ts'
import { useWalk } from './usewalk.ts'

export function ExecutionPage() {
  const { key } = useParams({ from: '/executions/$key' })
  const { execution, error, isUnavailable, again } = useExecution(key)
  const [tab] = useParam('tab')
  const graph = useGraph(key, tab === 'graph')
  const walked = useWalk(key)
  const status = execution && statusOf(execution.status)
  // The flow stands above it.
  const name = execution ? (execution.step ?? execution.id) : key
  return (
    <Page
      title={name}
      above={aboveOf(execution)}
      tab={`${status ? `${looks[status].word}: ` : ''}${name}`}
      worst={status ?? undefined}
    >
      {(isUnavailable || (execution && error)) && (
        <Partial names={[execution?.backend ?? key.split(':', 1)[0]!]} again={again} />
      )}
      {execution ? (
        <ExecutionBody key={execution.key} execution={execution} walked={walked} graph={graph} />
      ) : error ? (
        <Failed error={error} again={again} />
      ) : execution === null ? (
        <Empty title="No backend knows this execution">
          <p>It may have been deleted, or the address is not right: {key}</p>
          <Button onClick={again}>Look again</Button>
        </Empty>
      ) : (
        <Loading rows={14} />
      )}
    </Page>
  )
}

function aboveOf(execution: ExecutionHeadFragment | null | undefined): readonly Above[] {
  const executions = { to: '/executions', name: 'Executions' }
  if (!execution) return [executions]
  const { run, backend, flow } = execution
  if (!run) return [executions, { to: '/executions', name: flow, search: ofFlow({ backend, name: flow }) }]
  return [
    { to: '/', name: 'Runs' },
    { to: runAddress(run), name: `${run.flow} ${run.name ?? run.number}` },
  ]
}

const tabs = ['timeline', 'io', 'graph', 'children', 'metadata'] as const

interface BodyProps {
  readonly execution: ExecutionHeadFragment
  readonly walked: Walked | undefined
  readonly graph: ReturnType<typeof useGraph>
}

function ExecutionBody({ execution, walked, graph }: BodyProps) {
  const [tab] = useParam('tab')
  const { failure, usual, durationMs, key } = execution
  const base = useBase(key, failure !== null)
  return (
    <div className={runStyles['page']}>
      <ExecutionHeader execution={execution} walked={walked} />
      {failure && <Why failure={failure} usual={usual} durationMs={durationMs} base={base} />}
      <div className={runStyles['body']} data-tab={tab}>
        <Side execution={execution} />
        <Parts execution={execution} graph={graph} />
      </div>
    </div>
  )
}

function Parts({ execution, graph }: Omit<BodyProps, 'walked'>) {
  const { key, version, attempt, status, nodeCount, children } = execution
  const [tab] = useParam('tab')
  const current = tabs.find((name) => name === tab) ?? 'timeline'
  // Only the timeline shows them.
  const results = useResults(key, nodeCount > 0 && current === 'timeline' ? version : undefined)
  const { edges, outline } = results
  const tasks = useMemo(() => executionTasks(execution, { edges, outline }), [execution, edges, outline])
  const below = useMemo(() => childTasks(execution), [execution])
  const panels: Record<(typeof tabs)[number], () => React.ReactNode> = {
    timeline: () => (
      <>
        {results.error && <Unread what="What its nodes did" error={results.error} again={results.again} />}
        <Timeline tasks={tasks} />
      </>
    ),
    io: () => <Payloads execution={key} version={`${attempt} ${status}`} />,
    graph: () => <GraphTab execution={key} version={version} graph={graph} />,
    children: () =>
      below.length === 0 ? (
        <Empty title="It started no other executions" />
      ) : (
        <TaskTable tasks={below} name="Children" />
      ),
    metadata: () => <Facts execution={key} version={version} />,
  }
  return (
    <section className={runStyles['main']} aria-label={current}>
      <Tabs
        current={current}
        tabs={[
          { name: 'timeline', title: 'Timeline' },
          { name: 'io', title: 'Inputs and outputs' },
          { name: 'graph', title: 'Graph', count: nodeCount > 0 ? nodeCount : undefined },
          { name: 'children', title: 'Children', count: children?.nodes.length },
          { name: 'metadata', title: 'Metadata' },
        ]}
      />
      {panels[current]()}
    </section>
  )
}
