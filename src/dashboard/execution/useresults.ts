import { useEffect, useState } from 'react'
import { ask } from '../data/ask.ts'
import { errorOf } from '../data/seldom.ts'
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
    const found: ExecutionResultsQuery['execution'] | undefined = (
      await ask(ExecutionResultsDocument, variables)
    ).data?.execution
    outline = found?.dag ?? outline
    edges.push(...(found?.nodeResults?.edges ?? []))
    const end: Connection['pageInfo'] | undefined = found?.nodeResults?.pageInfo
    after = end?.hasNextPage ? end.endCursor : null
    if (after === null) break
  }
  return { edges, outline }
}

/** The results of the nodes, without their values: read again whenever `version` is another one. */
export function useResults(id: string, version: string | undefined): Results {
  const [results, setResults] = useState<Results>({
    edges: [],
    outline: undefined,
    isLoading: true,
    error: undefined,
  })
  useEffect(() => {
    if (version === undefined) return
    let isOver = false
    pagesOf(id)
      .then((found) => isOver || setResults({ ...found, isLoading: false, error: undefined }))
      .catch(
        (error: unknown) =>
          isOver || setResults((old) => ({ ...old, isLoading: false, error: errorOf(error) })),
      )
    return () => {
      isOver = true
    }
  }, [id, version])
  return results
}
