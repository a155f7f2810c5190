import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsk } from '../data/ask.ts'
import { useWatch } from '../data/live.ts'
import { Icon } from '../ui/icon.tsx'
import { AttentionItem } from './item.tsx'
import {
  AttentionStripChangedDocument,
  AttentionStripDocument,
  type AttentionStripQuery,
} from './strip.gen.ts'
import styles from './attention.module.css'

type Attention = NonNullable<AttentionStripQuery['attention']>

/** What wants eyes now, in one line. */
export function AttentionStrip() {
  const attention = useAttention()
  const items = attention?.items ?? []
  return (
    <section className={styles['strip']} aria-label="Attention">
      {items.slice(0, 4).map((item) => (
        <AttentionItem key={item.id} item={item} />
      ))}
      {attention && items.length === 0 && <p className={styles['calm']}>{calmText(attention)}</p>}
      {items.length > 0 && (
        <Link to="/attention" className={styles['all']}>
          All {items.length < mostTold ? items.length : `${mostTold}+`}
          <Icon of="right" size={12} />
        </Link>
      )}
    </section>
  )
}

/** As many as the subscription tells, and the query asks for. */
const mostTold = 20
/** Who is told nothing for so long asks. */
const silentMs = 3_000
const renewMs = 30_000

/** What the stream tells. Each look costs some statements, so that it is asked for only where nothing is told. */
function useAttention(): Attention | undefined {
  const [told, setTold] = useState<Attention>()
  const [isSilent, setSilent] = useState(false)
  useWatch(
    AttentionStripChangedDocument,
    {},
    {
      next({ attentionChanged }) {
        setTold(attentionChanged)
        setSilent(false)
      },
      error: () => setSilent(true),
    },
  )
  useEffect(() => {
    if (told) return
    const timer = setTimeout(() => setSilent(true), silentMs)
    return () => clearTimeout(timer)
  }, [told])
  const { data } = useAsk(AttentionStripDocument, isSilent ? {} : undefined, { everyMs: renewMs })
  return (isSilent && data?.attention) || told
}

const calmText = ({ unavailable }: Attention) =>
  unavailable.length > 0
    ? `Whether anything in ${unavailable.join(', ')} wants attention is not known.`
    : 'Nothing wants attention.'
