import { useState } from 'react'
import { count } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import type { EqualPart } from './equal.ts'
import { cutMiddle } from './names.ts'
import { Row, Rows } from './rows.tsx'
import styles from './compare.module.css'

/** So many are drawn. */
const most = 500

/** What is equal. It is read only when one wants to see it, because that takes both values whole. */
export function EqualSection({ load }: { load: () => Promise<readonly EqualPart[]> }) {
  const [parts, setParts] = useState<readonly EqualPart[] | undefined>()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  const toggle = async () => {
    setOpen(!isOpen)
    if (isOpen || parts) return
    try {
      setParts(await load())
      setProblem(undefined)
    } catch (error) {
      setProblem((error as Error).message)
      setOpen(false)
    }
  }
  return (
    <>
      <p className={styles['more']}>
        <Button look="plain" aria-expanded={isOpen} onClick={() => void toggle()}>
          {isOpen ? 'Hide' : 'Show'} what is equal{parts && ` (${count(parts.length)})`}
        </Button>
        {problem !== undefined && <span role="alert">{problem}</span>}
        {isOpen && !parts && <span className="muted">Reading …</span>}
      </p>
      {isOpen && parts && parts.length > 0 && (
        <Rows of="Equal parts">
          {parts.slice(0, most).map(({ name, text }) => (
            <Row
              key={name}
              name={
                <span className="mono" data-tip={name}>
                  {cutMiddle(name)}
                </span>
              }
              a={<span className={`${styles['value']} mono`}>{text}</span>}
              b={<span className="muted">the same</span>}
            />
          ))}
        </Rows>
      )}
      {isOpen && parts && parts.length > most && (
        <p className={`${styles['more']} muted`}>The first {count(most)} are shown.</p>
      )}
    </>
  )
}
