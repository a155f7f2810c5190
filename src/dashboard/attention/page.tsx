import { useRef } from 'react'
import { useAsk } from '../data/ask.ts'
import { useKept } from '../data/kept.ts'
import { useWatch } from '../data/live.ts'
import { duration, running } from '../format/durations.ts'
import { count, counted } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { Empty, Failed, Loading, Partial } from '../ui/states.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { AttentionItem } from './item.tsx'
import { byKind } from './kinds.ts'
import { AttentionMovesDocument, AttentionPageDocument, type AttentionPageQuery } from './page.gen.ts'
import styles from './page.module.css'
import table from '../ui/table.module.css'

type Attention = NonNullable<AttentionPageQuery['attention']>

/** Time itself makes things wait too long. */
const renewMs = 30_000

/** Everything that wants eyes now, by kind, with why. */
export function AttentionPage() {
  const answer = useAsk(AttentionPageDocument, {}, { everyMs: renewMs })
  const isFirst = useRef(true)
  useWatch(
    AttentionMovesDocument,
    {},
    {
      next() {
        // It begins with what was asked for already.
        if (!isFirst.current) answer.again()
        isFirst.current = false
      },
    },
  )
  const attention = useKept(answer.data?.attention ?? undefined)
  const items = attention?.items.length ?? 0
  return (
    <Page
      title="Attention"
      fact={attention && (items === 0 ? 'nothing' : counted(items, 'thing'))}
      tab={items > 0 ? `${items} · Attention` : 'Attention'}
      worst={items > 0 ? 'FAILED' : undefined}
    >
      {attention ? (
        <Found attention={attention} again={answer.again} />
      ) : answer.error ? (
        <Failed error={answer.error} again={answer.again} />
      ) : answer.data ? (
        <Empty title="No backend answers">
          <p>What wants attention is not known.</p>
        </Empty>
      ) : (
        <Loading what="what wants attention" />
      )}
    </Page>
  )
}

function Found({ attention, again }: { attention: Attention; again: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  const { items, notLookedAt, unavailable } = attention
  return (
    <div ref={list}>
      <Partial names={unavailable} again={again} />
      {items.length === 0 && (
        <Empty title={unavailable.length > 0 ? 'Nothing, as far as is known' : 'Nothing wants attention'}>
          <p>
            Runs that take too long, heartbeats that are due, failures that are new or rise, flows that keep
            failing and work that waits are shown here.
          </p>
        </Empty>
      )}
      {byKind(items).map(({ kind, title, items: those }) => (
        <section key={kind} aria-label={title} className={styles['kind']}>
          <h2 className={table['part']}>
            {title} <span className="muted">{count(those.length)}</span>
          </h2>
          <ul className={table['table']}>
            {those.map((item) => (
              <li key={item.id} className={`${table['row']} ${styles['row']}`} data-row="" tabIndex={-1}>
                <AttentionItem item={item} isWhole />
                <span className={`${styles['backend']} muted cut`}>{item.backend}</span>
                <Ticking
                  className={`${styles['since']} number muted`}
                  text={(now) => forText(now - Date.parse(item.since))}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {notLookedAt.length > 0 && (
        <section aria-label="What was not looked at" className={styles['rest']}>
          <h2>What was not looked at</h2>
          <ul>
            {notLookedAt.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** `for 32 min`: seconds would only flicker. */
function forText(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return `for ${running(ms)}`
  return `for ${minutes < 60 ? `${minutes} min` : duration(ms)}`
}
