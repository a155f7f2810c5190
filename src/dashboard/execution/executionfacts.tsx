import { askFor } from '../data/ask.ts'
import { Failed, Loading, Unread } from '../ui/states.tsx'
import { ExecutionFactsDocument } from './execution.gen.ts'
import { FactTable } from './facts.tsx'
import { usePages } from './usepages.ts'

/** The facts that are recorded about an execution. */
export function Facts({ execution, version }: { execution: string; version: string }) {
  const { nodes, hasMore, error, isLoading, more } = usePages({ key: execution, version }, (after) => {
    const variables = { id: execution, ...(after !== undefined && { after }) }
    return askFor(ExecutionFactsDocument, variables, (data) => data.execution?.metadata)
  })
  if (error && nodes.length === 0) return <Failed error={error} again={more} />
  if (isLoading && nodes.length === 0) return <Loading rows={8} />
  return (
    <>
      {error && <Unread what="The newest facts" error={error} again={more} />}
      <FactTable facts={nodes} hasMore={hasMore} onMore={more} />
    </>
  )
}
