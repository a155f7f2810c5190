import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { nameOfPart } from '../address/addresses.ts'
import { useAsk } from '../data/ask.ts'
import { directionsShown } from '../format/directions.ts'
import { duration } from '../format/durations.ts'
import { runlessOf } from '../backends/runless.ts'
import { ofFlow } from '../executions/offlow.ts'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { Page } from '../frame/page.tsx'
import { Runs } from '../runs/runs.tsx'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { FlowHeadDocument, type FlowHeadQuery } from './flows.gen.ts'
import { RunLink } from './lastrun.tsx'
import styles from './flows.module.css'

const renewMs = 10_000

/** The runs of one flow, below its last ones. Of an engine without runs, its executions. */
export function FlowPage() {
  const { backend = '', flow: part = '' } = useParams({ strict: false })
  const flow = nameOfPart(part)
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  const fixed = useMemo(() => ({ flow: [flow], backend: [backend] }), [flow, backend])
  if (runlessOf(backends, [backend]).length > 0)
    return <Navigate to="/executions" search={ofFlow({ backend, name: flow })} replace />
  return (
    <Runs
      key={`${backend} ${flow}`}
      fixed={fixed}
      strip={<FlowStrip backend={backend} flow={flow} />}
      around={({ running, total, worst, body }) => (
        <Page
          title={flow}
          above={[{ to: '/flows', name: 'Flows' }]}
          fact={total === undefined ? backend : `${total} in ${backend}`}
          tab={running === undefined || running.startsWith('0 ') ? flow : `${running} · ${flow}`}
          worst={worst}
        >
          {body}
        </Page>
      )}
    />
  )
}

function FlowStrip({ backend, flow }: { backend: string; flow: string }) {
  const { data, error } = useAsk(
    FlowHeadDocument,
    { filter: { backend: [backend], namePrefix: flow } },
    { everyMs: renewMs },
  )
  // Names come in order, so that the shortest with this beginning is the first.
  const found = data?.flows?.nodes.find(({ name }) => name === flow)
  if (!found)
    return (
      <p className={`${styles['strip']} muted`}>
        {data && !error && (data.flows?.unavailable.length ?? 0) === 0
          ? `No flow of this name is known in ${backend}.`
          : error && 'What is known of this flow could not be read.'}
      </p>
    )
  return <Facts flow={found} />
}

type Head = NonNullable<FlowHeadQuery['flows']>['nodes'][number]

function Facts({ flow }: { flow: Head }) {
  const { lastRun, good, failed } = flow
  const usual = lastRun?.usual
  return (
    <dl className={styles['strip']}>
      <Fact name="Last run">
        {lastRun && <StatusIcon status={lastRun.status} />}
        <RunLink run={lastRun} />
        {lastRun?.status === 'RUNNING' && <Reason of={lastRun} />}
      </Fact>
      <Fact name="Last good">
        <RunLink run={good} />
      </Fact>
      <Fact name="Last failed" isWide>
        <RunLink run={failed} />
        <span className="muted cut" data-tip={failed?.failure?.summary}>
          {failed?.failure && directionsShown(failed.failure.summary)}
        </span>
      </Fact>
      {usual && (
        <Fact name="Usual duration">
          {duration(usual.p50Ms)} <span className="muted">95 % within {duration(usual.p95Ms)}</span>
        </Fact>
      )}
      <Fact name="Executions">
        <Link to="/executions" search={ofFlow(flow)}>
          All of this flow
        </Link>
      </Fact>
    </dl>
  )
}

const Fact = ({
  name,
  isWide = false,
  children,
}: {
  name: string
  isWide?: boolean
  children: React.ReactNode
}) => (
  <div className={styles['fact']} data-wide={isWide}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
