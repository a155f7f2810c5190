import { useEffect, useState } from 'react'
import { ask } from '../data/ask.ts'
import { errorOf } from '../data/seldom.ts'
import { ExecutionResultsDocument, type ExecutionResultsQuery } from './execution.gen.ts'

type Connection = NonNullable<NonNullable<ExecutionResultsQuery['execution']>['nodeResults']>

export interface Results {
  readonly edges: Connection['edges']
  readonly isLoading: boolean
  readonly error: Error | undefined
}

/** Nothing draws more. */
const mostPages = 10

async function pagesOf(id: string): Promise<Connection['edges']> {
  const edges: Connection['edges'] = []
  let after: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const found: Connection | null | undefined = (await ask(ExecutionResultsDocument, { id, after })).data
      ?.execution?.nodeResults
    edges.push(...(found?.edges ?? []))
    after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null
    if (after === null) break
  }
  return edges
}

/** The results of the nodes, without their values: read again whenever `version` is another one. */
export function useResults(id: string, version: string | undefined): Results {
  const [results, setResults] = useState<Results>({ edges: [], isLoading: true, error: undefined })
  useEffect(() => {
    if (version === undefined) return
    let isOver = false
    pagesOf(id)
      .then((edges) => isOver || setResults({ edges, isLoading: false, error: undefined }))
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
