import { useEffect, useRef, useState } from 'react'
import { askFor } from '../data/ask.ts'
import { type Seldom, errorOf, seldom } from '../data/seldom.ts'
import {
  ExecutionResultsDocument,
  type ExecutionResultsQuery,
  type ExecutionResultsQueryVariables,
} from './execution.gen.ts'
import type { Outline } from './nodetasks.ts'

type Connection = NonNullable<NonNullable<ExecutionResultsQuery['execution']>['nodeResults']>

export interface Results {
  readonly edges: Connection['edges']
  readonly outline: Outline | undefined
  readonly isLoading: boolean
  readonly error: Error | undefined
}

/** Nothing draws more. */
const mostPages = 10

async function pagesOf(id: string): Promise<Pick<Results, 'edges' | 'outline'>> {
  const edges: Connection['edges'] = []
  let outline: Outline | undefined
  let after: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const variables: ExecutionResultsQueryVariables = { id, after, isFirst: page === 0 }
    const found: NonNullable<ExecutionResultsQuery['execution']> = await askFor(
      ExecutionResultsDocument,
      variables,
      ({ execution }) => execution,
    )
    outline = found.dag ?? outline
    edges.push(...(found.nodeResults?.edges ?? []))
    const end: Connection['pageInfo'] | undefined = found.nodeResults?.pageInfo
    after = end?.hasNextPage ? end.endCursor : null
    if (after === null) break
  }
  return { edges, outline }
}

/** What changes all the time is read again so often at most. */
const restMs = 2_000

/** The results of the nodes, without their values: read again whenever `version` is another one. */
export function useResults(
  id: string,
  version: string | undefined,
): Results & { readonly again: () => void } {
  const [results, setResults] = useState<Results>({
    edges: [],
    outline: undefined,
    isLoading: true,
    error: undefined,
  })
  const reading = useRef<Seldom>(undefined)
  useEffect(() => {
    const own = seldom(restMs, async () => {
      try {
        const found = await pagesOf(id)
        if (!own.isEnded()) setResults({ ...found, isLoading: false, error: undefined })
      } catch (error) {
        if (!own.isEnded()) setResults((old) => ({ ...old, isLoading: false, error: errorOf(error) }))
      }
    })
    reading.current = own
    return own.end
  }, [id])
  useEffect(() => {
    if (version !== undefined) reading.current?.ask()
  }, [id, version])
  return { ...results, again: () => reading.current?.ask() }
}
