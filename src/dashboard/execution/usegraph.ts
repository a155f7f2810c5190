import { useEffect, useMemo, useRef } from 'react'
import { type Answer, useAsk } from '../data/ask.ts'
import { type Seldom, seldom } from '../data/seldom.ts'
import { type ExecutionGraphQuery, ExecutionGraphDocument } from './graph.gen.ts'

export type GraphAnswer = Answer<ExecutionGraphQuery> & { readonly again: () => void }

/** What changes all the time is asked for again so often at most. */
const restMs = 2_000

/** The code that draws, which comes while the graph is asked for. */
export const loadGraph = () => import('../graph/graph.tsx')

/**
 * The graph that an execution follows, asked for again when the execution has another version. `undefined`: nobody looks
 * at it, or the version is not known yet.
 */
export function useGraph(execution: string | undefined, version: string | undefined): GraphAnswer {
  const variables = useMemo(() => execution && { id: execution }, [execution])
  const answer = useAsk(ExecutionGraphDocument, variables || undefined)
  const { again, isOld } = answer
  // What is known of another execution is nothing.
  const data = isOld ? undefined : answer.data
  const read = data?.execution?.version
  const latest = useRef(again)
  latest.current = again
  const asking = useRef<Seldom>(undefined)
  useEffect(() => {
    asking.current = seldom(restMs, async () => latest.current())
    return () => asking.current?.end()
  }, [])
  useEffect(() => {
    if (read !== undefined && version !== undefined && read !== version) asking.current?.ask()
  }, [read, version])
  const isWanted = execution !== undefined
  useEffect(() => {
    // A chunk that does not come is told where it is drawn.
    if (isWanted) loadGraph().catch(() => {})
  }, [isWanted])
  return { ...answer, data }
}
