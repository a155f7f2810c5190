import { askFor } from '../data/ask.ts'
import { FactTable } from '../execution/facts.tsx'
import { usePages } from '../execution/usepages.ts'
import { Failed, Loading, Unread } from '../ui/states.tsx'
import type { RunName } from './follow.ts'
import { RunFactsDocument } from './run.gen.ts'

/** The facts of a run, of all steps or of one. */
export function RunFacts({
  name: { backend, flow, number },
  version,
  step,
}: {
  name: RunName
  version: string
  step: string | undefined
}) {
  const { nodes, hasMore, error, isLoading, more } = usePages(
    { key: `${backend}:${flow}/${number}`, version },
    (after) => {
      const variables = { backend, flow, ref: number, ...(after !== undefined && { after }) }
      return askFor(RunFactsDocument, variables, ({ run }) => run?.metadata)
    },
  )
  if (error && nodes.length === 0) return <Failed error={error} again={more} />
  if (isLoading && nodes.length === 0) return <Loading rows={8} />
  const shown = step === undefined ? nodes : nodes.filter((one) => one.step === step)
  return (
    <>
      {error && <Unread what="The newest facts" error={error} again={more} />}
      <FactTable facts={shown} hasMore={hasMore} onMore={more} />
    </>
  )
}
