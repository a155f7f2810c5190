import type { ReactNode } from 'react'
import { now } from '../data/clock.ts'
import { directionsShown } from '../format/directions.ts'
import { duration } from '../format/durations.ts'
import { Reason } from '../status/reason.tsx'
import type { Judged } from '../status/reasons.ts'
import { tookMs } from './scale.ts'
import { type Delta, durationDelta } from './delta.ts'
import styles from './compare.module.css'

interface RowProps {
  readonly name: ReactNode
  readonly a: ReactNode
  readonly b: ReactNode
  readonly note?: ReactNode
}

/** Rows of one matter. */
export const Rows = ({ of, children }: { of: string; children: ReactNode }) => (
  <div role="table" aria-label={`${of} of A and B`}>
    {children}
  </div>
)

/** One thing, as it is in A and in B. */
export const Row = ({ name, a, b, note }: RowProps) => (
  <div className={styles['row']} role="row">
    <span role="rowheader" className={styles['rowName']}>
      {name}
    </span>
    <div role="cell">{a}</div>
    <div role="cell">{b}</div>
    <div role="cell" className={styles['note']}>
      {note}
    </div>
  </div>
)

export const DeltaText = ({ delta }: { delta: Delta | undefined }) =>
  delta ? (
    <>
      {delta.ratio !== undefined && <strong>{delta.ratio} </strong>}
      <span className="muted">{delta.by}</span>
    </>
  ) : null

interface Sided extends Judged {
  readonly startedAt: string | null
  readonly durationMs: number | null
}

export const ReasonRow = ({ a, b }: { a: Judged; b: Judged }) => (
  <Row name="Reason" a={<ReasonOf of={a} />} b={<ReasonOf of={b} />} />
)

const ReasonOf = ({ of }: { of: Judged }) =>
  of.failure ? (
    <span className={styles['wrap']}>{directionsShown(of.failure.summary)}</span>
  ) : of.statusReason === 'ATTEMPT_OK' ? (
    <span className="muted">finished</span>
  ) : (
    <Reason of={of} />
  )

export function DurationRow({ a, b }: { a: Sided; b: Sided }) {
  const [left, right] = [tookMs(a, now()), tookMs(b, now())]
  const text = (ms: number | undefined, one: Sided) =>
    ms === undefined ? '–' : `${duration(ms)}${one.status === 'RUNNING' ? ' so far' : ''}`
  return (
    <Row
      name="Duration"
      a={text(left, a)}
      b={text(right, b)}
      note={<DeltaText delta={durationDelta(left ?? null, right ?? null)} />}
    />
  )
}

export const ErrorRow = ({ a, b }: { a: string | null; b: string | null }) => (
  <Row name="Error" a={<ErrorText of={a} side="A" />} b={<ErrorText of={b} side="B" />} note="differs" />
)

const ErrorText = ({ of, side }: { of: string | null; side: string }) =>
  of === null ? (
    <span className="muted">none in {side}</span>
  ) : (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls.
    <pre className={styles['error']} tabIndex={0} role="group" aria-label={`Error of ${side}`}>
      {directionsShown(of)}
    </pre>
  )

interface TagProps {
  readonly name: string
  readonly a: readonly string[] | null
  readonly b: readonly string[] | null
}

/** All tags of both sides. Those of one side only stand out. */
export function TagRow({ name, a, b }: TagProps) {
  const [left, right] = [a ?? [], b ?? []]
  const [removed, added] = [
    left.filter((tag) => !right.includes(tag)),
    right.filter((tag) => !left.includes(tag)),
  ]
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ]
  return (
    <Row
      name={name}
      a={<TagList of={left} own={removed} />}
      b={<TagList of={right} own={added} />}
      note={<span className="muted">{parts.join(', ') || 'equal'}</span>}
    />
  )
}

const TagList = ({ of, own }: { of: readonly string[]; own: readonly string[] }) =>
  of.length === 0 ? (
    <span className="muted">none</span>
  ) : (
    <ul className={styles['tags']}>
      {of.map((tag) => (
        <li key={tag} data-own={own.includes(tag)}>
          {directionsShown(tag)}
        </li>
      ))}
    </ul>
  )
