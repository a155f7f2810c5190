import { useState } from 'react'
import { count } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { valueDelta } from './delta.ts'
import { type FactRow, factRows } from './facts.ts'
import { cutMiddle } from './names.ts'
import { DeltaText, Row, Rows } from './rows.tsx'
import styles from './compare.module.css'

type Facts = Parameters<typeof factRows>[0]

/** The recorded facts: what differs, and on demand what is equal. */
export function FactSection({ a, b }: { a: Facts; b: Facts }) {
  const [isWhole, setWhole] = useState(false)
  const rows = factRows(a, b)
  const equal = rows.filter(({ isEqual }) => isEqual).length
  const other = rows.length - equal
  const shown = isWhole ? rows : rows.filter(({ isEqual }) => !isEqual)
  return (
    <section aria-label="Metadata" className={styles['last']}>
      <h2 className={styles['title']}>
        Metadata{' '}
        <span className="muted">
          {rows.length === 0
            ? 'none'
            : other === 0
              ? 'equal'
              : `${count(other)} of ${count(rows.length)} differ`}
        </span>
        {equal > 0 && (
          <span className={styles['fold']}>
            <Button look="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {count(equal)} equal, {isWhole ? 'fold' : 'show'}
            </Button>
          </span>
        )}
      </h2>
      {shown.length > 0 && (
        <Rows of="Metadata">
          {shown.map((row) => (
            <Fact key={row.name} row={row} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function Fact({ row: { name, left, right, isEqual } }: { row: FactRow }) {
  const delta = left !== undefined && right !== undefined ? valueDelta(left, right) : undefined
  return (
    <Row
      name={
        <span className="mono" data-tip={name}>
          {cutMiddle(name)}
        </span>
      }
      a={<FactValue value={left} side="A" />}
      b={<FactValue value={right} side="B" isLoud={!isEqual} />}
      note={isEqual ? <span className="muted">equal</span> : <DeltaText delta={delta} />}
    />
  )
}

const FactValue = ({
  value,
  side,
  isLoud = false,
}: {
  value: string | undefined
  side: string
  isLoud?: boolean
}) =>
  value === undefined ? (
    <span className="muted mono">not in {side}</span>
  ) : (
    <span className={`${styles['value']} mono`} data-loud={isLoud}>
      {value.length > 500 ? `${value.slice(0, 500)}…` : value}
    </span>
  )
