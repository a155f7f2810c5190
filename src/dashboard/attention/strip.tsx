import { Link } from '@tanstack/react-router'
import { useState } from 'react'
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
  const { data } = useAsk(AttentionStripDocument, {})
  const [told, setTold] = useState<Attention>()
  useWatch(AttentionStripChangedDocument, {}, { next: ({ attentionChanged }) => setTold(attentionChanged) })
  const attention = told ?? data?.attention
  const items = attention?.items ?? []
  return (
    <section className={styles['strip']} aria-label="Attention">
      {items.slice(0, 4).map((item) => (
        <AttentionItem key={item.id} item={item} />
      ))}
      {attention && items.length === 0 && <p className={styles['calm']}>{calmText(attention)}</p>}
      {items.length > 0 && (
        <Link to="/attention" className={styles['all']}>
          All {items.length}
          <Icon of="right" size={12} />
        </Link>
      )}
    </section>
  )
}

const calmText = ({ unavailable }: Attention) =>
  unavailable.length > 0
    ? `Whether anything in ${unavailable.join(', ')} wants attention is not known.`
    : 'Nothing wants attention.'
