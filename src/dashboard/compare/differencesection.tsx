import { useState } from 'react'
import { bytes, count } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { valueDelta } from './delta.ts'
import type { EqualPart } from './equal.ts'
import { EqualSection } from './equalsection.tsx'
import { cutMiddle } from './names.ts'
import { type Row as DifferenceRow, type Value, signs, summaryOf } from './differences.ts'
import { DeltaText, Row, Rows } from './rows.tsx'
import styles from './compare.module.css'

/** So many are shown at first. */
const first = 50

interface SectionProps {
  readonly title: string
  readonly rows: readonly DifferenceRow[]
  /** There are more differences than are listed, or values that were cut. */
  readonly isPart: boolean
  readonly loadEqual: () => Promise<readonly EqualPart[]>
}

/** What was added, removed or changed. What is equal is left out. */
export function DifferenceSection({ title, rows, isPart, loadEqual }: SectionProps) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, first)
  return (
    <section aria-label={title}>
      <h2 className={styles['title']}>
        {title} <span className="muted">{summaryOf(rows)}</span>
      </h2>
      {shown.length > 0 && (
        <Rows of={title}>
          {shown.map((row) => (
            <Row
              key={row.key}
              name={
                <span className={`${styles['signed']} mono`} data-tip={row.name}>
                  <span className={styles['sign']} aria-label={row.kind.toLowerCase()} role="img">
                    {signs[row.kind] ?? row.kind}
                  </span>
                  <span>{cutMiddle(row.name)}</span>
                </span>
              }
              a={<ValueOf value={row.left} side="A" />}
              b={<ValueOf value={row.right} side="B" isLoud />}
              note={<DifferenceNote row={row} />}
            />
          ))}
        </Rows>
      )}
      {shown.length < rows.length && (
        <p className={styles['more']}>
          <Button look="plain" onClick={() => setWhole(true)}>
            Show all {count(rows.length)}
          </Button>
        </p>
      )}
      {isPart && (
        <p className={`${styles['more']} muted`}>
          There may be more: only the first differences are listed, and of values that were cut the beginnings
          are compared.
        </p>
      )}
      <EqualSection load={loadEqual} />
    </section>
  )
}

function ValueOf({ value, side, isLoud = false }: { value: Value | null; side: string; isLoud?: boolean }) {
  if (!value) return <span className="muted mono">not in {side}</span>
  const { preview, bytes: size, truncated } = value
  const isCut = truncated || size > 200
  return (
    <span className={`${styles['value']} mono`} data-loud={isLoud}>
      {preview}
      {isCut && <span className="muted"> … {bytes(size)}</span>}
    </span>
  )
}

function DifferenceNote({ row: { kind, left, right } }: { row: DifferenceRow }) {
  const delta = left && right ? valueDelta(left.preview, right.preview) : undefined
  if (delta) return <DeltaText delta={delta} />
  return <span className="muted">{kind.toLowerCase()}</span>
}
