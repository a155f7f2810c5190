import { failedStatuses } from '../status/standing.ts'
import { type ReactNode, useState } from 'react'
import { useAddress } from '../address/usesearch.ts'
import { valueOf } from '../address/query.ts'
import { useAsk } from '../data/ask.ts'
import { useKept } from '../data/kept.ts'
import type { ExecutionFilter, ExecutionStatus } from '../schema.gen.ts'
import { Segments } from '../ui/segments.tsx'
import { Empty, Failed, Loading, Old } from '../ui/states.tsx'
import { Confirm } from './confirm.tsx'
import { ExecutionTable } from './executiontable.tsx'
import type { Move } from './moving.ts'
import {
  type QueueStateFragment,
  type QueuedExecutionFragment,
  QueuedExecutionsDocument,
} from './queue.gen.ts'
import { SelectionTools } from './selectiontools.tsx'
import { useMoves } from './usemoves.ts'
import styles from './queue.module.css'

const renewMs = 4_000

const shows = {
  failed: 'Failed',
  running: 'Running',
  pending: 'Waiting to begin',
  cancelled: 'Cancelled',
} as const
type Show = keyof typeof shows

const statuses: Readonly<Record<Show, ExecutionStatus[]>> = {
  failed: failedStatuses,
  running: ['RUNNING', 'WAITING', 'PAUSED'],
  pending: ['PENDING'],
  cancelled: ['CANCELLED'],
}
const showOf = (text: string | undefined): Show =>
  text !== undefined && Object.hasOwn(shows, text) ? (text as Show) : 'failed'

/** The executions of the flows that the queue works on, to be called off or tried again. */
export function QueueExecutions({ queue }: { queue: QueueStateFragment }) {
  const [search, change] = useAddress()
  const show = showOf(valueOf(search, 'show'))
  const flows = useFlows(queue)
  const filter: ExecutionFilter = {
    backend: [queue.backend],
    status: statuses[show],
    ...(flows.length > 0 && { flow: [...flows] }),
  }
  return (
    <section aria-label="Executions">
      <h2 className={styles['title']}>
        Executions{' '}
        <span className="muted">
          {flows.length > 0 ? 'of the flows that the queue works on' : 'of all flows'}, the newest first
        </span>
      </h2>
      <Chosen
        key={show}
        filter={filter}
        backend={queue.backend}
        tools={
          <Segments<Show>
            label="Which executions"
            current={show}
            of={Object.entries(shows).map(([name, text]) => ({ name: name as Show, text }))}
            onChoose={(next) => change({ show: next === 'failed' ? undefined : next })}
          />
        }
      />
    </section>
  )
}

interface ChosenProps {
  readonly filter: ExecutionFilter
  readonly backend: string
  readonly tools: ReactNode
}

function Chosen({ filter, backend, tools }: ChosenProps) {
  const answer = useAsk(QueuedExecutionsDocument, { filter }, { everyMs: renewMs })
  const found = useKept(answer.data?.executionHistory ?? undefined)
  const rows = found?.nodes ?? []
  const moves = useMoves(backend, rows, answer.again)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<{ move: Move; rows: readonly QueuedExecutionFragment[] } | undefined>()
  const chosen = rows.filter(({ key }) => selected.has(key) && !moves.pending.has(key))
  return (
    <div className={styles['chosen']}>
      <SelectionTools chosen={chosen} onMove={(move, rows) => setAsking({ move, rows })}>
        {tools}
      </SelectionTools>
      {moves.problems.length > 0 && (
        <div className={styles['note']} role="alert">
          {moves.problems.slice(0, 3).join(' ')}
          {moves.problems.length > 3 && ` And ${moves.problems.length - 3} more.`}{' '}
          <button type="button" onClick={moves.forget}>
            Close
          </button>
        </div>
      )}
      {answer.error && found && <Old error={answer.error} again={answer.again} />}
      {rows.length > 0 ? (
        <ExecutionTable
          rows={rows}
          hasMore={found?.pageInfo.hasNextPage ?? false}
          pending={moves.pending}
          selected={selected}
          onSelect={setSelected}
          onMove={(move, row) => setAsking({ move, rows: [row] })}
        />
      ) : answer.error && !found ? (
        <Failed error={answer.error} again={answer.again} />
      ) : found ? (
        <Empty title="There are none now" />
      ) : (
        <Loading rows={6} />
      )}
      {asking && (
        <Confirm
          move={asking.move}
          rows={asking.rows}
          onClose={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined)
            setSelected(new Set())
            void moves.move(asking.move, asking.rows)
          }}
        />
      )}
    </div>
  )
}

/** The flows of the queue, as far as they were seen: a flow of which nothing waits any longer is still one of them. */
function useFlows({ waiting }: QueueStateFragment): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([])
  const fresh = waiting.map(({ name }) => name).filter((name) => !known.includes(name))
  if (fresh.length === 0) return known
  const next = [...known, ...fresh].slice(0, 100).toSorted()
  if (next.length > known.length) setKnown(next)
  return next
}
