import { useEffect, useState } from 'react'
import { isFailed } from '../../client/standing.ts'
import { now } from '../data/clock.ts'
import { askFor } from '../data/ask.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { directionsShown } from '../format/directions.ts'
import { bytes } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { StatusBadge, StatusIcon } from '../status/icon.tsx'
import { Tree } from '../tree/tree.tsx'
import { Unread } from '../ui/states.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { focusIfLost } from '../ui/focussoon.ts'
import { ErrorText } from '../why/error.tsx'
import { NodeValueDocument } from './execution.gen.ts'
import type { GraphPartsFragment } from './graph.gen.ts'
import { heldBackBy } from './heldback.ts'
import type { Results } from './useresults.ts'
import styles from './nodepanel.module.css'

interface NodePanelProps {
  readonly execution: string
  readonly dag: GraphPartsFragment
  readonly node: string
  readonly results: Results & { readonly again: () => void }
  readonly onSelect: (id: string | undefined) => void
}

/** What is known about one node: how it stands, its error, its attempts, what it holds back, its value. */
export function NodePanel({ execution, dag, node: id, results, onSelect }: NodePanelProps) {
  const { zone } = useSignal(settings)
  useKeys({ close: () => onSelect(undefined) })
  // The node, in the drawing or in the table.
  useEffect(
    () => () =>
      focusIfLost(() => document.querySelector('[data-node][tabindex="0"], [data-row][tabindex="0"]')),
    [],
  )
  const node = dag.nodes.find((one) => one.id === id)
  if (!node) return null
  const attempts = results.edges.filter((one) => one.node.nodeId === id)
  const held = isFailed(node.status) ? heldBackBy(dag, id) : []
  const after = dag.edges.filter(({ target }) => target === id).map(({ source }) => source)
  const finished = node.result?.finishedAt
  return (
    <aside className={styles['panel']} aria-label={directionsShown(node.label)}>
      <header>
        <h2>{directionsShown(node.label)}</h2>
        <IconButton name="Close" icon="close" press="close" onClick={() => onSelect(undefined)} />
      </header>
      <p>
        <StatusBadge status={node.status} attempt={node.result?.attempt ?? 1} />{' '}
        <span className="muted">
          {finished && timeText(Date.parse(finished), now(), zone)}
          {node.result?.durationMs != null && `, after ${duration(node.result.durationMs)}`}
        </span>
      </p>
      {node.result?.error != null && <ErrorText error={node.result.error} />}
      {held.length > 0 && <NodeList title="Held back by it" ids={held} dag={dag} onSelect={onSelect} />}
      {results.error && <Unread what="Its attempts" error={results.error} again={results.again} />}
      {results.isLoading && <p className="muted">Reading its attempts …</p>}
      {attempts.length > 0 && (
        <section>
          <h3>Attempts</h3>
          <ul>
            {attempts.map(({ node: one }) => (
              <li key={one.attempt} className={styles['attempt']}>
                <StatusIcon status={one.status} /> {one.attempt}
                <span className="muted">
                  {one.startedAt !== null && timeText(Date.parse(one.startedAt), now(), zone)}
                </span>
                <span>
                  {one.startedAt !== null &&
                    one.finishedAt !== null &&
                    duration(Date.parse(one.finishedAt) - Date.parse(one.startedAt))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {after.length > 0 && <NodeList title="After" ids={after} dag={dag} onSelect={onSelect} />}
      <NodeValue key={id} execution={execution} node={id} results={results} />
      <section>
        <h3>Kind</h3>
        <p className="mono">{node.kind}</p>
      </section>
    </aside>
  )
}

interface NodeListProps extends Pick<NodePanelProps, 'dag' | 'onSelect'> {
  readonly title: string
  readonly ids: readonly string[]
}

const mostListed = 6

function NodeList({ title, ids, dag, onSelect }: NodeListProps) {
  const nodes = ids.flatMap((id) => dag.nodes.find((one) => one.id === id) ?? [])
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {nodes.slice(0, mostListed).map(({ id, label, status }) => (
          <li key={id}>
            <button type="button" className={styles['link']} onClick={() => onSelect(id)}>
              <StatusIcon status={status} /> <span className="cut">{directionsShown(label)}</span>
            </button>
          </li>
        ))}
      </ul>
      {nodes.length > mostListed && <p className="muted">and {nodes.length - mostListed} more</p>}
    </section>
  )
}

/** The value is read only when somebody wants to see it. */
function NodeValue({ execution, node, results }: Pick<NodePanelProps, 'execution' | 'node' | 'results'>) {
  const [value, setValue] = useState<{ json?: unknown; error?: string }>()
  const index = results.edges.findLastIndex((one) => one.node.nodeId === node)
  const size = results.edges[index]?.node.bytes ?? null
  if (size === null) return null
  const load = () => {
    const after = results.edges[index - 1]?.cursor
    const variables = { id: execution, ...(after !== undefined && { after }) }
    askFor(NodeValueDocument, variables, (data) => data.execution?.nodeResults?.nodes[0]).then(
      ({ value: json }) => setValue({ json }),
      (error: Error) => setValue({ error: error.message }),
    )
  }
  return (
    <section className={styles['value']}>
      <h3>Value, {bytes(size)}</h3>
      {value === undefined ? (
        <Button onClick={load}>Load the value</Button>
      ) : value.error !== undefined ? (
        <p className="muted">{value.error}</p>
      ) : (
        <Tree name="Value" value={value.json} />
      )}
    </section>
  )
}
