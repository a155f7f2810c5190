import { useState } from 'react'
import { askFor, useAsk } from '../data/ask.ts'
import { useNow } from '../data/clock.ts'
import { useKept } from '../data/kept.ts'
import { errorOf } from '../data/seldom.ts'
import type { AuditFilter } from '../schema.gen.ts'
import { AuditPageDocument, type AuditRowFragment } from './audit.gen.ts'
import { type AuditView, auditFilterOf } from './view.ts'

export const renewMs = 10_000
const minuteMs = 60_000

/** Where the next page begins: a cursor belongs to the filter that it came with, whose times move on with the clock. */
interface Place {
  readonly filter: AuditFilter
  readonly after: string
}

interface Read {
  /** The address that it is about. */
  readonly key: string
  readonly rows: readonly AuditRowFragment[]
  /** `null`: there is no other page. `undefined`: none but the first was read. */
  readonly place?: Place | null
  readonly error?: Error
}

/** The entries that an address asks for: the newest again and again, the older ones as they are asked for. */
export function useAudit(view: AuditView) {
  const minute = Math.floor(useNow() / minuteMs) * minuteMs
  const filter = auditFilterOf(view, minute)
  const key = JSON.stringify(view)
  const answer = useAsk(AuditPageDocument, { filter }, { everyMs: renewMs })
  const found = useKept(answer.data?.audit ?? undefined)
  const [read, setRead] = useState<Read>({ key, rows: [] })
  const older: Read = read.key === key ? read : { key, rows: [] }
  const { hasNextPage = false, endCursor = null } = found?.pageInfo ?? {}
  const first = hasNextPage && endCursor !== null ? { filter, after: endCursor } : null
  const place = older.place === undefined ? first : older.place
  const rows = [...new Map([...(found?.nodes ?? []), ...older.rows].map((row) => [row.id, row])).values()]
  const more = async () => {
    if (!place) return
    try {
      const page = await askFor(AuditPageDocument, place, ({ audit }) => audit)
      const { hasNextPage: isMore, endCursor: after } = page.pageInfo
      const next = isMore && after !== null ? { ...place, after } : null
      // With those of the first page, which moves on when there are new ones.
      setRead({ key, rows: [...rows, ...page.nodes], place: next })
    } catch (problem) {
      setRead({ ...older, error: errorOf(problem) })
    }
  }
  return {
    answer,
    rows,
    isLoaded: found !== undefined,
    unavailable: found?.unavailable ?? [],
    more: place ? more : undefined,
    moreError: older.error,
  }
}
