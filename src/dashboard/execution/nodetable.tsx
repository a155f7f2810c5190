import { useMemo } from 'react'
import { useParam } from '../address/useparam.ts'
import { duration } from '../format/durations.ts'
import { StatusIcon } from '../status/icon.tsx'
import { wordOf } from '../status/statuses.ts'
import type { GraphPartsFragment } from './graph.gen.ts'
import { topological } from './topological.ts'
import styles from './nodetable.module.css'

/** So many are drawn. A graph of more is looked at as a drawing. */
const mostShown = 2_000

/** The nodes of a graph, each after those that it depends on. */
export function NodeTable({ dag }: { dag: GraphPartsFragment }) {
  const [selected, select] = useParam('node')
  const nodes = useMemo(() => topological(dag.nodes, dag.edges), [dag])
  const labels = useMemo(() => new Map(dag.nodes.map(({ id, label }) => [id, label])), [dag])
  const before = useMemo(() => Map.groupBy(dag.edges, ({ target }) => target), [dag])
  return (
    <div className={styles['table']}>
      <table>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">Status</th>
            <th scope="col">Kind</th>
            <th scope="col">After</th>
            <th scope="col">Duration</th>
          </tr>
        </thead>
        <tbody>
          {nodes.slice(0, mostShown).map(({ id, label, status, kind, result }) => (
            <tr key={id} data-selected={id === selected}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={id === selected}
                  onClick={() => select(id === selected ? undefined : id)}
                >
                  {label}
                </button>
              </th>
              <td>
                <StatusIcon status={status} attempt={result?.attempt ?? 1} isSilent /> {wordOf(status)}
              </td>
              <td className="muted">{kind}</td>
              <td className="muted">
                {afterText((before.get(id) ?? []).map(({ source }) => labels.get(source) ?? source))}
              </td>
              <td className="number">{result?.durationMs == null ? '–' : duration(result.durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {nodes.length > mostShown && (
        <p className="muted">
          The first {mostShown} of {nodes.length} are shown.
        </p>
      )}
    </div>
  )
}

const afterText = (names: readonly string[]) =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
