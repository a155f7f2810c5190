import { type ReactNode, useId, useRef, useState } from 'react'
import { useAddress } from '../address/usesearch.ts'
import { useAsk } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { useSettled } from '../data/usesettled.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusBadge } from '../status/icon.tsx'
import { Button } from '../ui/button.tsx'
import { Failed, Loading, Partial } from '../ui/states.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { RunsToCompareDocument, type RunsToCompareQuery } from './compare.gen.ts'
import styles from './compare.module.css'
import table from '../ui/table.module.css'

interface PickerProps {
  readonly side: 'a' | 'b'
  /** Runs of this flow are offered first. */
  readonly flow: string | undefined
  readonly children?: ReactNode
}

/** Chooses a side: from the newest runs, or by any id. */
export function Picker({ side, flow, children }: PickerProps) {
  const [, change] = useAddress()
  const [text, setText] = useState('')
  const typed = text.trim()
  const prefix = useSettled(typed)
  const id = useId()
  const filter = {
    ...(flow !== undefined && { flow: [flow] }),
    ...(prefix !== '' && !prefix.includes(':') && { refPrefix: prefix }),
  }
  return (
    <section className={styles['picker']} aria-label={`Choose ${side.toUpperCase()}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.includes(':')) change({ [side]: typed })
        }}
      >
        <label htmlFor={id}>{children ?? `Choose ${side.toUpperCase()}`}</label>
        <div className={styles['pick']}>
          <input
            id={id}
            type="text"
            value={text}
            placeholder="Number or name, main:Flow/12, or the key of an execution"
            onChange={({ target }) => setText(target.value)}
          />
          <Button look="filled" type="submit" disabled={!typed.includes(':')}>
            Compare
          </Button>
        </div>
      </form>
      <Offered filter={filter} onPick={(run) => change({ [side]: run })} />
    </section>
  )
}

type Offer = NonNullable<RunsToCompareQuery['runs']>['nodes'][number]

function Offered({ filter, onPick }: { filter: object; onPick: (id: string) => void }) {
  const answer = useAsk(RunsToCompareDocument, { filter })
  const list = useRef<HTMLUListElement>(null)
  useRowFocus(list)
  const found = answer.data?.runs
  if (!found)
    return answer.error ? <Failed error={answer.error} again={answer.again} /> : <Loading rows={6} />
  return (
    <>
      <Partial names={found.unavailable} again={answer.again} />
      <ul ref={list} className={`${table['table']} ${styles['offers']}`}>
        {found.nodes.map((run) => (
          <OfferOf key={run.id} run={run} onPick={onPick} />
        ))}
        {found.nodes.length === 0 && <li className={table['more']}>There is no such run.</li>}
      </ul>
    </>
  )
}

function OfferOf({ run, onPick }: { run: Offer; onPick: (id: string) => void }) {
  const { zone } = useSignal(settings)
  return (
    <li>
      <button type="button" className={table['row']} data-row="" onClick={() => onPick(run.id)}>
        <StatusBadge status={run.status} />
        <span className="cut">
          {run.flow} {run.number}
        </span>
        <span className="muted cut">{run.name ?? run.user}</span>
        <span className="muted">
          {run.startedAt === null ? '–' : timeText(Date.parse(run.startedAt), now(), zone)}
        </span>
        <span className="number">{run.durationMs === null ? '–' : duration(run.durationMs)}</span>
      </button>
    </li>
  )
}
