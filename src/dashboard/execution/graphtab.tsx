import { useMemo } from 'react'
import { useParam } from '../address/useparam.ts'
import { useAsk } from '../data/ask.ts'
import { useAgain } from '../data/useagain.ts'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { type GraphPartsFragment, ExecutionGraphDocument } from './graph.gen.ts'
import { NodePanel } from './nodepanel.tsx'
import { NodeTable } from './nodetable.tsx'
import { useResults } from './useresults.ts'
import styles from './graphtab.module.css'

/** The graph that an execution follows. `version`: what changes with the execution. */
export function GraphTab({ execution, version }: { execution: string; version: string }) {
  const variables = useMemo(() => ({ id: execution }), [execution])
  const { data, error, isLoading, again } = useAsk(ExecutionGraphDocument, variables)
  useAgain(again, version)
  const dag = data?.execution?.dag
  if (error && !dag) return <Failed error={error} again={again} />
  if (dag) return <GraphOf dag={dag} execution={execution} version={version} />
  return isLoading ? (
    <Loading rows={10} />
  ) : (
    <Empty title="No graph is recorded for it">
      <p>An execution has a graph when it was recorded or started with a DAG.</p>
    </Empty>
  )
}

function GraphOf({
  dag,
  execution,
  version,
}: {
  dag: GraphPartsFragment
  execution: string
  version: string
}) {
  const [node, select] = useParam('node')
  const results = useResults(execution, version)
  return (
    <div className={styles['graph']}>
      <NodeTable dag={dag} />
      {node !== undefined && (
        <NodePanel execution={execution} dag={dag} node={node} results={results} onSelect={select} />
      )}
    </div>
  )
}
