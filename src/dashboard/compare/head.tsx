import { Link } from '@tanstack/react-router'
import { useAddress } from '../address/usesearch.ts'
import { directionsShown } from '../format/directions.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { StatusBadge } from '../status/icon.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { copy } from '../ui/notice.tsx'
import styles from './compare.module.css'

export interface HeadSide {
  readonly id: string
  readonly title: string
  /** What tells it from the other side: never cut. */
  readonly number?: number
  readonly to: string
  readonly status: string
  readonly fact: string
}

interface HeadProps {
  readonly a: HeadSide | null
  readonly b: HeadSide
  readonly note: string | undefined
}

/** What is compared, above everything, and how to turn it round. */
export function Head({ a, b, note }: HeadProps) {
  const [, change] = useAddress()
  const swap = () => (a ? change({ a: b.id, b: a.id }) : undefined)
  useKeys({ swap })
  return (
    <header className={styles['head']}>
      <div className={styles['label']}>
        <h2>Compare</h2>
        <p className="muted">{a ? note : 'There is nothing to compare it with'}</p>
      </div>
      {a ? <Side letter="A" side={a} /> : <span />}
      <Side letter="B" side={b} />
      <div className={styles['tools']}>
        {a && (
          <Button icon="compare" press="swap" onClick={swap}>
            Swap <Kbd of="swap" />
          </Button>
        )}
        <IconButton
          name="Copy link"
          icon="link"
          press="link"
          onClick={() => void copy(location.href, 'Link')}
        />
        <Link className={styles['other']} to="/compare" search={{ b: b.id, a: '' }}>
          Choose another A
        </Link>
      </div>
    </header>
  )
}

function Side({ letter, side: { title, number, to, status, fact } }: { letter: string; side: HeadSide }) {
  return (
    <div className={styles['side']}>
      <p className={styles['name']}>
        <span className={styles['letter']}>{letter}</span>
        <Link to={to} data-tip={number === undefined ? title : `${title} ${number}`}>
          <span className="cut" dir="auto">
            {directionsShown(title)}
          </span>
          {number !== undefined && <span className={styles['number']}> {number}</span>}
        </Link>
        <StatusBadge status={status} />
      </p>
      <p className="muted cut">{directionsShown(fact)}</p>
    </div>
  )
}
