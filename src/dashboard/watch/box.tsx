import { useMemo, useRef } from 'react'
import { directionsRead, directionsShown } from '../format/directions.ts'
import { count } from '../format/numbers.ts'
import { SaveView } from '../filter/saveview.tsx'
import { Button } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import { findIds, mostIds, timeText } from './ids.ts'
import type { useIds } from './useids.ts'
import type { WatchedId } from './watchedids.ts'
import styles from './watch.module.css'

interface BoxProps {
  readonly given: ReturnType<typeof useIds>
  readonly all: readonly WatchedId[]
  readonly isAnswered: boolean
  /** Every backend was asked: what was not found is unknown. */
  readonly isSure: boolean
}

/** So much text can be pasted. It is far more than the ids that can be watched. */
const mostChars = 200_000

/** Where ids are pasted. Those that nobody knows and those that were there before are marked where they stand. */
export function IdBox({ given, all, isAnswered, isSure }: BoxProps) {
  const marks = useRef<HTMLDivElement>(null)
  const { text } = given
  const found = useMemo(() => findIds(text), [text])
  const word = isSure ? 'unknown' : 'not found'
  const missing = new Set(isAnswered ? all.flatMap(({ id, execution }) => (execution ? [] : [id])) : [])
  const repeated = found.filter(({ time }) => time > 1).length
  return (
    <section className={styles['ids']} aria-label="Ids">
      <div className={styles['idsHead']}>
        <h2>
          <label htmlFor="ids">Ids</label>
        </h2>
        <Button look="plain" disabled={text === ''} onClick={() => given.write('', 0)}>
          Clear
        </Button>
      </div>
      <div className={styles['box']}>
        <div ref={marks} className={styles['marks']} aria-hidden="true">
          <Marks text={text} found={found} missing={missing} word={word} />
        </div>
        <textarea
          id="ids"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          maxLength={mostChars}
          placeholder="Paste ids of executions or runs, one a line or as they come: a list, a column of a table, JSON, addresses of this dashboard."
          value={directionsShown(text)}
          aria-describedby="ids-counts"
          onChange={({ target }) => given.write(directionsRead(target.value))}
          onScroll={({ currentTarget }) => {
            const { scrollTop, scrollLeft } = currentTarget
            marks.current?.scrollTo({ top: scrollTop, left: scrollLeft, behavior: 'instant' })
          }}
        />
      </div>
      <p id="ids-counts" className={styles['counts']} role="status">
        {isAnswered && (
          <>
            {count(all.length - missing.size)} known,{' '}
            <span data-some={missing.size > 0}>
              {count(missing.size)} {word}
            </span>
            ,{' '}
          </>
        )}
        {found.length > 0 && `${count(repeated)} repeated`}
      </p>
      <div className={styles['idsFoot']}>
        <Button icon="link" press="link" onClick={() => void copy(location.href, 'Link')}>
          Copy link
        </Button>
        <SaveView />
      </div>
    </section>
  )
}

interface MarksProps {
  readonly text: string
  readonly found: ReturnType<typeof findIds>
  readonly missing: ReadonlySet<string>
  /** What is said of those that are missing. */
  readonly word: string
}

/** The text once more, under the box, with its marks. */
function Marks({ text, found, missing, word }: MarksProps) {
  const marked = found.slice(0, 2 * mostIds)
  const kinds = marked.map(({ id, time }) => (time > 1 ? 'repeated' : missing.has(id) ? word : 'known'))
  let at = 0
  const parts = marked.map((one, index) => {
    const before = text.slice(at, one.from)
    const part = directionsShown(text.slice(one.from, one.to))
    at = one.to
    const kind = kinds[index]!
    const isLast = one.to === text.length || text[one.to] === '\n'
    const words = kind === 'repeated' ? timeText(one.time) : kind === 'known' ? undefined : word
    return [
      directionsShown(before),
      kind === 'known' ? (
        part
      ) : (
        <span key={one.from} data-kind={kind} {...(isLast && words && { 'data-words': words })}>
          {part}
        </span>
      ),
    ]
  })
  return (
    <>
      {parts}
      {directionsShown(text.slice(at))}
      {'\n'}
    </>
  )
}
