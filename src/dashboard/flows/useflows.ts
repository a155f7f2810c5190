import { useEffect, useState } from 'react'
import { listed } from '../address/lists.ts'
import { type Search, valueOf } from '../address/query.ts'
import { ask, useAsk } from '../data/ask.ts'
import { useKept } from '../data/kept.ts'
import { errorOf } from '../data/seldom.ts'
import { type FlowRowFragment, FlowsPageDocument } from './flows.gen.ts'

export const renewMs = 10_000

/** The flows of an address: the first page again and again, the others as they were asked for. */
export function useFlows(search: Search) {
  const [prefix, backend] = [valueOf(search, 'q'), listed(search, 'backend')]
  const filter = {
    ...(prefix && { namePrefix: prefix }),
    ...(backend.length > 0 && { backend: [...backend] }),
  }
  const key = JSON.stringify(filter)
  const answer = useAsk(FlowsPageDocument, { filter }, { everyMs: renewMs })
  const found = useKept(answer.data?.flows ?? undefined)
  const [more, setMore] = useState<More>({ key, rows: [] })
  const known = more.key === key ? more : { key, rows: [] }
  useEffect(() => setMore({ key, rows: [] }), [key])
  const page = known.page ?? found?.pageInfo
  const load = async () => {
    try {
      const { data } = await ask(FlowsPageDocument, { filter, after: page?.endCursor ?? null })
      const { nodes = [], pageInfo } = data?.flows ?? {}
      setMore({ key, rows: [...known.rows, ...nodes], page: pageInfo })
    } catch (problem) {
      setMore({ ...known, error: errorOf(problem) })
    }
  }
  const rows = [...new Map([...(found?.nodes ?? []), ...known.rows].map((flow) => [flow.id, flow])).values()]
  return {
    answer,
    rows,
    isLoaded: found !== undefined,
    unavailable: found?.unavailable ?? [],
    more: page?.hasNextPage ? load : undefined,
    moreError: known.error,
  }
}

interface More {
  readonly key: string
  readonly rows: readonly FlowRowFragment[]
  readonly page?: { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined
  readonly error?: Error
}
