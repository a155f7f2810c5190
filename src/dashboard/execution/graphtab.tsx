import { type ComponentType, Suspense, lazy, useEffect, useMemo, useState } from 'react'
import { useParam } from '../address/useparam.ts'
import { useAsk } from '../data/ask.ts'
import { useAgain } from '../data/useagain.ts'
import type { GraphProps } from '../graph/graph.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { type GraphPartsFragment, ExecutionGraphDocument } from './graph.gen.ts'
import { NodePanel } from './nodepanel.tsx'
import { useResults } from './useresults.ts'
import styles from './graphtab.module.css'

/** The graph that an execution follows. The page asks for it, and for what draws it, beside what it shows above. */
export function useGraph(execution: string, isShown: boolean) {
  useEffect(() => {
    // Who shows it loads it again, and says what is wrong.
    if (isShown) loadGraph().catch(() => {})
  }, [isShown])
  const answer = useAsk(ExecutionGraphDocument, isShown ? { id: execution } : undefined)
  // The page goes from one execution to another. What is kept meanwhile is of the one before.
  return answer.isOld ? { ...answer, data: undefined } : answer
}

interface GraphTabProps {
  readonly execution: string
  /** What changes with the execution. */
  readonly version: string
  readonly graph: ReturnType<typeof useGraph>
}

export function GraphTab({ execution, version, graph }: GraphTabProps) {
  const { data, error, isLoading, again } = graph
  useAgain(again, version)
  const dag = data?.execution?.dag
  if (error && !dag) return <Failed error={error} again={again} />
  if (dag) return <GraphOf dag={dag} execution={execution} version={version} />
  return isLoading ? (
    <Loading rows={10} />
  ) : (
    <Empty title="No graph is recorded">
      <p>An execution has a graph when it was recorded or started with a DAG.</p>
    </Empty>
  )
}

let known: ComponentType<GraphProps> | undefined

/** Loaded only when somebody looks at it: it is the largest part of the page. */
async function loadGraph() {
  const { Graph } = await import('../graph/graph.tsx')
  known = Graph
  return { default: Graph }
}

const Later = lazy(loadGraph)

interface GraphOfProps {
  readonly dag: GraphPartsFragment
  readonly execution: string
  readonly version: string
}

/** A graph, with what is known about the chosen node. */
function GraphOf({ dag, execution, version }: GraphOfProps) {
  const [node, select] = useParam('node')
  // Only the panel of a node shows them.
  const results = useResults(execution, node === undefined ? undefined : version)
  const nodes = useMemo(() => nodesOf(dag), [dag])
  // React waits a third of a second before it puts something in the place of what is shown while code is loaded.
  const [Graph] = useState(() => known ?? Later)
  return (
    <div className={styles['graph']}>
      <div className={styles['drawing']}>
        <Suspense fallback={<Loading rows={8} />}>
          <Graph
            nodes={nodes}
            edges={dag.edges}
            groups={dag.groups}
            hash={dag.hash}
            direction={dag.layoutDirection ?? 'TB'}
            selected={node}
            onSelect={select}
          />
        </Suspense>
      </div>
      {node !== undefined && (
        <NodePanel execution={execution} dag={dag} node={node} results={results} onSelect={select} />
      )}
    </div>
  )
}

const nodesOf = ({ nodes }: GraphPartsFragment) =>
  nodes.map(({ id, label, kind, status, position, result }) => ({
    id,
    label,
    kind,
    status,
    position,
    retry: result?.attempt,
    durationMs: result?.durationMs,
    error: result?.error,
  }))
