import { useMemo } from 'react'
import { Failed } from '../ui/states.tsx'
import { Empty } from '../ui/states.tsx'
import type { Direction } from './layout.ts'
import { type GraphData, modelOf } from './model.ts'
import { edgeBoundsOf, framesOf, type Picture } from './picture.ts'
import { heldBack } from './heldback.ts'
import { Stage } from './stage.tsx'
import { useLayout } from './uselayout.ts'
import styles from './graph.module.css'

export interface GraphProps extends GraphData {
  /** Names the graph by its content: its layout is kept under it. */
  readonly hash?: string | undefined
  readonly direction?: Direction | undefined
  readonly selected?: string | undefined
  readonly onSelect: (id: string | undefined) => void
}

/** A graph of nodes with their statuses. */
export function Graph({ nodes, edges, groups, hash, direction = 'TB', selected, onSelect }: GraphProps) {
  const model = useMemo(() => modelOf({ nodes, edges, groups }, direction), [nodes, edges, groups, direction])
  const { layout, error } = useLayout(model, hash)
  const bounds = useMemo(() => layout && edgeBoundsOf(model, layout), [layout])
  const frames = useMemo(() => (layout ? framesOf(model, layout) : []), [layout])
  const picture = useMemo((): Picture | undefined => {
    if (!layout || !bounds) return
    const chosen = selected === undefined ? -1 : (model.numbers.get(selected) ?? -1)
    return { model, layout, edgeBounds: bounds, frames, selected: chosen, held: heldBack(model, chosen) }
  }, [model, layout, bounds, frames, selected])
  const first = model.statuses.findIndex((status) => status === 'FAILED' || status === 'TIMED_OUT')
  if (nodes.length === 0) return <Empty title="This graph has no nodes" />
  return (
    <div className={styles['graph']}>
      {error && <Failed error={error} />}
      {picture ? (
        <Stage picture={picture} first={first} onSelect={onSelect} />
      ) : (
        <div className={styles['stage']} aria-busy={!error} />
      )}
    </div>
  )
}
