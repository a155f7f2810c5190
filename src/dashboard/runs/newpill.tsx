import { useEffect, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import type { RunRowFragment } from './list.gen.ts'
import styles from './runs.module.css'

/** At most one sentence in so long is said to readers. */
const quietMs = 5_000

/** How many new runs wait above, while one looks further down. */
export function NewPill({ rows, onTake }: { rows: readonly RunRowFragment[]; onTake: () => void }) {
  const failed = rows.filter(({ status }) => status === 'FAILED').length
  const words = `${rows.length} new${failed > 0 ? ` · ${failed} failed` : ''}`
  const said = useSaid(rows.length === 0 ? '' : `${rows.length} new runs, ${failed} failed`)
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
