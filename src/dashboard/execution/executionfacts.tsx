import { ask } from '../data/ask.ts'
import { Failed, Loading } from '../ui/states.tsx'
import { ExecutionFactsDocument } from './execution.gen.ts'
import { FactTable } from './facts.tsx'
import { usePages } from './usepages.ts'

/** The facts that are recorded about an execution. */
export function Facts({ execution }: { execution: string }) {
  const { nodes, hasMore, error, isLoading, more } = usePages(execution, async (after) => {
    const { data } = await ask(ExecutionFactsDocument, {
      id: execution,
      ...(after !== undefined && { after }),
    })
    return data?.execution?.metadata
  })
  if (error && nodes.length === 0) return <Failed error={error} again={more} />
  if (isLoading && nodes.length === 0) return <Loading rows={8} />
  return <FactTable facts={nodes} hasMore={hasMore} onMore={more} />
}
