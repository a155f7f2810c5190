import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAway } from '../data/away.ts'
import { useAsk } from '../data/ask.ts'
import { liveState, useWatch } from '../data/live.ts'
import { useKept } from '../data/kept.ts'
import { useSignal } from '../data/signal.ts'
import { count } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { Segments } from '../ui/segments.tsx'
import { Failed, Loading, Old } from '../ui/states.tsx'
import { Flows, Kinds } from './backlog.tsx'
import { QueueExecutions } from './executions.tsx'
import { Figures } from './figures.tsx'
import { QueueChangedDocument, QueuePageDocument, type QueueStateFragment } from './queue.gen.ts'
import { useHistory } from './usehistory.ts'
import { Work } from './work.tsx'
import { Workers } from './workers.tsx'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

export function QueuePage() {
  const backend = useParams({ strict: false, select: (params) => params.backend })
  return <QueueOf key={backend ?? ''} backend={backend} />
}

/** Whether the backend still answers is asked now and then: one that does not tells no changes. */
const renewMs = 20_000

/** The work queue of a backend, as it stands now. */
function QueueOf({ backend }: { backend: string | undefined }) {
  const variables = { backend: backend ?? null }
  const answer = useAsk(QueuePageDocument, variables, { everyMs: renewMs })
  const [told, setTold] = useState<QueueStateFragment | undefined>(undefined)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)
  useWatch(QueueChangedDocument, variables, {
    next: ({ queueChanged }) => setTold(queueChanged),
    error: ([first]) => setRefusal(first?.message ?? 'The server does not tell changes.'),
  })
  const data = useKept(answer.data)
  // What is told may come before the names of the backends, which stand above it.
  const queue = data && (told ?? data.queue ?? undefined)
  const { phase } = useSignal(liveState)
  const samples = useHistory(queue, phase !== 'waiting' && !answer.error && answer.data?.queue !== null)
  useAway(queue && answer.data?.queue === null ? [queue.backend] : [])
  const ready = queue?.ready.reduce((sum, { value }) => sum + value, 0) ?? 0
  return (
    <Page
      title="Queue"
      fact={queue?.backend ?? backend}
      tab={queue ? `backlog ${count(ready)} · Queue` : 'Queue'}
    >
      <BackendChoice
        names={data?.backends.map(({ name }) => name) ?? []}
        current={queue?.backend ?? backend}
      />
      {refusal !== undefined && queue && (
        <p className={styles['note']} role="status">
          Changes are not told: {refusal}
        </p>
      )}
      {queue && answer.error && answer.data?.queue !== null && (
        <Old error={answer.error} again={answer.again} />
      )}
      {queue && answer.data?.queue === null && (
        <p className={styles['note']} role="status">
          {queue.backend} does not answer: what is shown is what it last said.{' '}
          <button type="button" onClick={answer.again}>
            Try now
          </button>
        </p>
      )}
      {queue ? (
        <>
          <Figures queue={queue} samples={samples} />
          <div className={styles['halves']}>
            <Kinds queue={queue} />
            <Flows queue={queue} />
          </div>
          <Workers workers={queue.workers} />
          <QueueExecutions queue={queue} />
          <Work queue={queue} />
        </>
      ) : answer.error ? (
        <Failed error={answer.error} again={answer.again} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function BackendChoice({ names, current }: { names: readonly string[]; current: string | undefined }) {
  const navigate = useNavigate()
  if (names.length < 2 || current === undefined) return null
  return (
    <div className={table['bar']}>
      <Segments
        label="Backend"
        current={current}
        of={names.map((name) => ({ name, text: name }))}
        onChoose={(name) => void navigate({ to: '/queue/$backend', params: { backend: name } })}
      />
    </div>
  )
}
