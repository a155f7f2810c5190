import { useParams } from '@tanstack/react-router'
import { rangeOf } from '../address/range.ts'
import { useAddress } from '../address/usesearch.ts'
import { useAsk } from '../data/ask.ts'
import { useNow } from '../data/clock.ts'
import { useKept } from '../data/kept.ts'
import { countOf } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { Empty, Failed, Loading, Old, Partial } from '../ui/states.tsx'
import { CommonFilters } from './filters.tsx'
import { FailureGroupDocument } from './group.gen.ts'
import { GroupExecutions } from './groupexecutions.tsx'
import { GroupHead } from './grouphead.tsx'
import { freshOf } from './parts.ts'
import { NoGroups } from './nogroups.tsx'
import { useFailing } from './usefailing.ts'
import { filterOf } from './usegroups.ts'

const renewMs = 15_000
const above = [{ to: '/failures', name: 'Failures' }]

export function GroupPage() {
  const id = useParams({ strict: false, select: ({ group }) => group ?? '' })
  return <Group key={id} id={id} />
}

/** One group of failures: the newest error, its trend, and the executions that failed so. */
function Group({ id }: { id: string }) {
  const [search] = useAddress()
  const now = useNow(20_000)
  const range = rangeOf(search, now)
  const filter = { ...filterOf(search, range), failureGroup: [id] }
  const answer = useAsk(FailureGroupDocument, { filter, parts: range.parts }, { everyMs: renewMs })
  useFailing(answer.again)
  const found = useKept(answer.data?.failureGroups ?? undefined)
  const isPartial = found !== undefined && found.unavailable.length > 0
  const known = useKept(found?.nodes[0])
  // Of what does not answer it stays what was known.
  const newest = found?.nodes[0] ?? (isPartial ? known : undefined)
  const [group] = freshOf(newest ? [newest] : [], range.to ?? now)
  return (
    <Page
      title={group?.title ?? 'Failure'}
      above={above}
      tab={`✕ ${group?.title.slice(0, 60) ?? 'Failure'}`}
      fact={group && `${countOf({ value: group.count, isExact: group.isExact })} failures`}
      worst={group?.isNew ? 'FAILED' : undefined}
    >
      <CommonFilters groups={group ? [group] : []} />
      <Partial names={found?.unavailable ?? []} again={answer.again} />
      {group ? (
        <>
          {answer.error && <Old error={answer.error} again={answer.again} />}
          <GroupHead group={group} range={range} />
          <GroupExecutions filter={filter} renewMs={renewMs} />
        </>
      ) : answer.error ? (
        <Failed error={answer.error} again={answer.again} />
      ) : isPartial ? (
        <Empty title="A backend does not answer">
          <p>Whether something failed so is not known.</p>
        </Empty>
      ) : found ? (
        <NoGroups hasOthers={false} range={range} isOfOne />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
