import { useState } from 'react'
import { useAddress } from '../address/usesearch.ts'
import { valueOf } from '../address/query.ts'
import { counted } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { useKeys } from '../keyboard/pressed.ts'
import { isOver } from '../../client/standing.ts'
import { worstOf } from '../status/standing.ts'
import { Failed, Loading, Partial } from '../ui/states.tsx'
import { IdBox } from './box.tsx'
import { StatusGrid } from './grid.tsx'
import { WatchHead } from './head.tsx'
import { mostIds } from './ids.ts'
import { WatchList } from './list.tsx'
import { NothingWatched } from './nothing.tsx'
import { useIds } from './useids.ts'
import { useWatched } from './usewatched.ts'
import { type WatchedId, watchedIds } from './watchedids.ts'
import styles from './watch.module.css'

/** Executions by whatever ids were pasted: one statement, and then what happens to them. */
export function WatchPage() {
  const given = useIds()
  const ids = given.ids.slice(0, mostIds)
  const watching = useWatched(ids)
  const all = watchedIds(ids, watching)
  const isSure = watching.unavailable.length === 0 && !watching.error
  const known = all.flatMap(({ execution }) => (execution ? [execution] : []))
  const open = known.filter((one) => !isOver(one.status)).length
  const running = known.filter(({ status }) => status === 'RUNNING').length
  const worst = worstOf(known.map(({ status }) => status))
  return (
    <Page
      title="Watch"
      fact={ids.length > 0 && watching.isAnswered ? `${open} of ${known.length} still open` : undefined}
      tab={ids.length > 0 ? `${running} of ${ids.length} running · Watch` : 'Watch'}
      worst={worst}
    >
      <div className={styles['page']}>
        <IdBox given={given} all={all} isAnswered={watching.isAnswered} isSure={isSure} />
        <section className={styles['found']} aria-label="What became of them">
          {given.ids.length > mostIds && (
            <p className={styles['note']} role="status">
              {counted(given.ids.length, 'id')}: at most {mostIds} can be watched at once, so the first{' '}
              {mostIds} are.
            </p>
          )}
          {given.isUnreadable && (
            <p className={styles['note']} role="status">
              The ids in this address cannot be read. It may have been cut.
            </p>
          )}
          {watching.refusal !== undefined && (
            <p className={styles['note']} role="status">
              Changes are not told: {watching.refusal}
            </p>
          )}
          <Partial names={watching.unavailable} again={watching.again} />
          {watching.isAnswered && watching.error && watching.unavailable.length === 0 && (
            <p className={styles['note']} role="status">
              Not all could be looked up: {watching.error.message}
            </p>
          )}
          <Found all={all} watching={watching} given={given} />
        </section>
      </div>
    </Page>
  )
}

interface FoundProps {
  readonly all: readonly WatchedId[]
  readonly watching: ReturnType<typeof useWatched>
  readonly given: ReturnType<typeof useIds>
}

function Found({ all, watching, given }: FoundProps) {
  const [search, change] = useAddress()
  const [isFolded, setFolded] = useState(false)
  const isList = valueOf(search, 'view') === 'list'
  const show = (view: 'grid' | 'list') => change({ view: view === 'list' ? view : undefined }, false)
  useKeys({ asGrid: () => show(isList ? 'grid' : 'list'), fold: () => setFolded((old) => !old) })
  if (all.length === 0) return <NothingWatched onTake={(text) => given.write(text, 0)} />
  if (watching.rows.size === 0 && watching.error)
    return <Failed error={watching.error} again={watching.again} />
  if (watching.rows.size === 0 && !watching.isAnswered) return <Loading what={counted(all.length, 'id')} />
  return (
    <>
      <WatchHead
        all={all}
        isList={isList}
        onShow={show}
        isFolded={isFolded}
        onFold={() => setFolded((old) => !old)}
      />
      {!isList && <StatusGrid all={all} isFolded={isFolded} />}
      <WatchList all={all} isWhole={isList} isFolded={isFolded} />
    </>
  )
}
