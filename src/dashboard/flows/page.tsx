import { useRef } from 'react'
import { listed } from '../address/lists.ts'
import { valueOf } from '../address/query.ts'
import { useAddress } from '../address/usesearch.ts'
import { runlessOf } from '../backends/runless.ts'
import { useAsk } from '../data/ask.ts'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { BackendFilter } from '../filter/filters.tsx'
import { SaveView } from '../filter/saveview.tsx'
import { count } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { useChange } from '../runs/useview.ts'
import { viewOf } from '../runs/view.ts'
import { Button } from '../ui/button.tsx'
import { Segments } from '../ui/segments.tsx'
import { Empty, Failed, Loading, Old, Partial } from '../ui/states.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import type { FlowRowFragment } from './flows.gen.ts'
import { FlowRow } from './row.tsx'
import { type Show, showOf, shownFlows } from './show.ts'
import { renewMs, useFlows } from './useflows.ts'
import table from '../ui/table.module.css'
import styles from './flows.module.css'

/** Every flow with its last run, and the last good and the last failed one. */
export function FlowsPage() {
  const [search] = useAddress()
  const flows = useFlows(search)
  const show = showOf(valueOf(search, 'show'))
  const shown = shownFlows(flows.rows, show)
  const failing = shownFlows(flows.rows, 'failing').length
  const hasRuns = useHasRuns(flows.rows)
  const total = `${count(flows.rows.length)}${flows.more ? '+' : ''}`
  return (
    <Page
      title="Flows"
      renewMs={renewMs}
      {...(flows.isLoaded && { fact: show === 'all' ? total : `${count(shown.length)} of ${total}` })}
      {...(failing > 0 && { tab: `${count(failing)} failing · Flows`, worst: 'FAILED' as const })}
    >
      <Bar rows={flows.rows} show={show} hasRuns={hasRuns || flows.rows.length === 0} />
      <Partial names={flows.unavailable} again={flows.answer.again} />
      {flows.answer.error && flows.isLoaded && <Old error={flows.answer.error} again={flows.answer.again} />}
      {flows.answer.error && !flows.isLoaded ? (
        <Failed error={flows.answer.error} again={flows.answer.again} />
      ) : !flows.isLoaded ? (
        <Loading />
      ) : shown.length === 0 ? (
        <Nothing show={show} hasFlows={flows.rows.length > 0} />
      ) : (
        <Table
          flows={shown}
          hasBackend={new Set(flows.rows.map(({ backend }) => backend)).size > 1}
          hasRuns={hasRuns}
        />
      )}
      {flows.more && (
        <p className={table['more']}>
          <Button onClick={() => void flows.more?.()}>Show more flows</Button> {flows.moreError?.message}
        </p>
      )}
    </Page>
  )
}

interface BarProps {
  readonly rows: readonly FlowRowFragment[]
  readonly show: Show
  readonly hasRuns: boolean
}

function Bar({ rows, show, hasRuns }: BarProps) {
  const [search, change] = useAddress()
  const { change: changeView } = useChange()
  const text = (name: string, one: Show) => (
    <>
      {name} <span className="muted">{count(shownFlows(rows, one).length)}</span>
    </>
  )
  return (
    <div className={table['bar']}>
      {hasRuns && (
        <Segments<Show>
          label="Which flows"
          current={show}
          onChoose={(next) => change({ show: next === 'all' ? undefined : next })}
          of={[
            { name: 'all', text: text('All', 'all') },
            { name: 'failing', text: text('Last run failed', 'failing') },
            { name: 'running', text: text('Running', 'running') },
          ]}
        />
      )}
      <input
        type="search"
        className={styles['find']}
        aria-label="Flows whose name begins with"
        placeholder="Name begins with"
        value={valueOf(search, 'q') ?? ''}
        onChange={({ target }) => change({ q: target.value === '' ? undefined : target.value }, false)}
      />
      <BackendFilter view={viewOf(search)} change={changeView} />
      <div className={table['end']}>
        <SaveView />
      </div>
    </div>
  )
}

interface TableProps {
  readonly flows: readonly FlowRowFragment[]
  readonly hasBackend: boolean
  readonly hasRuns: boolean
}

function Table({ flows, hasBackend, hasRuns }: TableProps) {
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  const heads = [
    ['Flow'],
    ...(hasRuns ? headsOfRuns : []),
    ...(hasBackend ? [['Backend', 'backend']] : []),
  ] as const
  return (
    <div
      ref={list}
      role="grid"
      aria-label="Flows"
      aria-rowcount={flows.length + 1}
      className={`${table['table']} ${styles['flows']}`}
      data-backend={hasBackend}
      data-runs={hasRuns}
    >
      <div role="row" aria-rowindex={1} className={`${table['head']} ${styles['head']}`}>
        {heads.map(([name, style = '']) => (
          <span key={name} role="columnheader" className={styles[style]}>
            {name}
          </span>
        ))}
      </div>
      {flows.map((flow, index) => (
        <FlowRow key={flow.id} flow={flow} index={index} hasBackend={hasBackend} hasRuns={hasRuns} />
      ))}
    </div>
  )
}

const headsOfRuns = [
  ['Last run', 'status'],
  ['Run, started'],
  ['Duration, to median', 'took'],
  ['Last good', 'good'],
  ['Last failed', 'failed'],
  ['Why it failed', 'why'],
] as const

/** Whether the backend of any of these flows has runs. */
function useHasRuns(rows: readonly FlowRowFragment[]): boolean {
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  return rows.some(({ backend }) => runlessOf(backends, [backend]).length === 0)
}

/** What keeps the flows away, each with a button. */
function Nothing({ show, hasFlows }: { show: Show; hasFlows: boolean }) {
  const [search, change] = useAddress()
  const [prefix, backend] = [valueOf(search, 'q'), listed(search, 'backend')]
  if (hasFlows)
    return (
      <Empty title={show === 'failing' ? 'No last run failed' : 'No flow runs now'}>
        <Button onClick={() => change({ show: undefined })}>All flows</Button>
      </Empty>
    )
  return (
    <Empty title={prefix || backend.length > 0 ? 'No flow matches' : 'There are no flows yet'}>
      {prefix && <Button onClick={() => change({ q: undefined })}>Without the beginning “{prefix}”</Button>}
      {backend.length > 0 && (
        <Button onClick={() => change({ backend: undefined })}>Without backend {backend.join(', ')}</Button>
      )}
      {!prefix && backend.length === 0 && <p>A flow appears with its first run or execution.</p>}
    </Empty>
  )
}
