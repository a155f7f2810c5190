import { useEffect, useRef, useState } from 'react'
import { count } from '../format/numbers.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { RunRowFragment } from './list.gen.ts'
import styles from './runs.module.css'

/** At most one sentence in so long is said to readers. */
const quietMs = 5_000

interface PillProps {
  readonly rows: readonly RunRowFragment[]
  /** There are more. */
  readonly isFull: boolean
  readonly onTake: () => void
}

/** How many new runs wait above, while one looks further down. */
export function NewPill({ rows, isFull, onTake }: PillProps) {
  const failed = rows.filter(({ status }) => status === 'FAILED').length
  const [more, failedMore] = [rows.length, failed].map((value) => `${count(value)}${isFull ? '+' : ''}`)
  const words = `${more} new${failed > 0 ? ` · ${failedMore} failed` : ''}`
  const said = useSaid(rows.length === 0 ? '' : `${more} new runs, ${failedMore} failed`)
  return (
    <>
      <span className="hidden-text" role="status">
        {said}
      </span>
      {rows.length > 0 && (
        <button type="button" className={styles['pill']} onClick={onTake}>
          <Icon of="up" size={14} />
          {words}
          <Kbd of="takeNew" />
        </button>
      )}
    </>
  )
}

/** The text, renewed seldom. */
function useSaid(text: string): string {
  const [said, setSaid] = useState('')
  const latest = useRef(text)
  latest.current = text
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), quietMs)
    return () => clearInterval(timer)
  }, [])
  return said
}
