import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAsk } from '../data/ask.ts'
import { useNow } from '../data/clock.ts'
import { recentlyAsked } from '../data/costs.ts'
import { useSignal } from '../data/signal.ts'
import { count, countOf } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Button } from '../ui/button.tsx'
import { BackendRunsDocument, type BackendsPageQuery } from './backends.gen.ts'
import { ownKinds } from './own.ts'
import { type Down, statementsPerSecond } from './seen.ts'
import styles from './backends.module.css'

type Backend = BackendsPageQuery['backends'][number]

interface CardProps {
  readonly backend: Backend
  readonly down: Down | undefined
  readonly again: () => void
}

const kinds: Readonly<Record<string, string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  memory: 'Memory, lost when the process ends',
  agentfield: 'AgentField, read-only',
  dbos: 'DBOS, read-only',
  metaflow: 'Metaflow, read-only',
  openworkflow: 'OpenWorkflow, read-only',
  pgboss: 'pg-boss, read-only',
}

const runsMs = 20_000

export function BackendCard({ backend, down, again }: CardProps) {
  const { name, kind, hasRuns, reachable, latencyMs, max, evicted, replicas } = backend
  return (
    <article className={styles['card']} data-hue={reachable ? 'completed' : 'failed'} aria-label={name}>
      <header>
        <span className={styles['light']} data-on={reachable} />
        <h2 className="cut">{name}</h2>
        <span className={styles['state']}>{reachable ? 'answers' : 'does not answer'}</span>
      </header>
      {!reachable && <Missing name={name} down={down} again={again} />}
      <dl>
        <Fact name="Kind">{kinds[kind] ?? kind}</Fact>
        <Fact name="Latency">{latencyMs === null ? '–' : `${latencyMs.toFixed(1)} ms`}</Fact>
        <Fact name="Statements of this page">
          <Rate name={name} />
        </Fact>
        {hasRuns ? reachable && <Runs name={name} /> : <Fact name="Runs">no runs, only executions</Fact>}
        {max !== null && <Fact name="Holds at most">{count(max)} executions, and as many runs</Fact>}
        {evicted !== null && <Fact name="Evicted">{count(evicted)} executions</Fact>}
        {replicas?.map(({ host, lagMs, reachable: answers }) => (
          <Fact key={host} name={`Replica ${host}`}>
            {!answers
              ? 'left out: it does not answer'
              : lagMs === null
                ? 'left out: too far behind'
                : `${count(lagMs)} ms behind`}
          </Fact>
        ))}
      </dl>
      <p className={styles['links']}>
        {hasRuns ? (
          <Link to="/" search={{ backend: name }}>
            Runs
          </Link>
        ) : (
          <Link to="/executions" search={{ backend: name }}>
            Executions
          </Link>
        )}
        <Link to="/failures" search={{ backend: name }}>
          Failures
        </Link>
        {ownKinds.has(kind) && (
          <Link to="/queue/$backend" params={{ backend: name }}>
            Queue
          </Link>
        )}
      </p>
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Missing({ name, down, again }: { name: string; down: Down | undefined; again: () => void }) {
  const { zone } = useSignal(settings)
  return (
    <div className={styles['missing']} role="status">
      <p>
        {down &&
          `Since ${down.isAtLeast ? 'before ' : ''}${timeText(down.at, Date.now(), zone)}, as this page has seen. `}
        Its runs, executions, failures and flows are missing on all pages, and nothing of {name} is counted.
      </p>
      <Button icon="retry" onClick={again}>
        Try now
      </Button>
    </div>
  )
}

/** How many statements a second this page costs the backend. */
function Rate({ name }: { name: string }) {
  const queries = useSignal(recentlyAsked)
  useNow(2_000)
  const rate = statementsPerSecond(queries, name, Date.now())
  return rate === undefined ? '–' : `${rate.toFixed(1)} /s`
}

function Runs({ name }: { name: string }) {
  const { data } = useAsk(
    BackendRunsDocument,
    { filter: { backend: [name], status: ['RUNNING', 'FAILED'] } },
    { everyMs: runsMs },
  )
  const text = (status: string) => {
    const found = data?.statusCounts?.counts.find((one) => one.status === status)
    return found ? countOf(found) : '–'
  }
  return (
    <Fact name="Runs">
      {text('RUNNING')} running, {text('FAILED')} failed
    </Fact>
  )
}
