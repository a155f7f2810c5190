import { useMemo, useRef, useState } from 'react'
import { useKeys } from '../keyboard/pressed.ts'
import { Empty, Failed } from '../ui/states.tsx'
import { fitting, noFilter } from './filter.ts'
import { useFolded } from './usefolded.ts'
import type { Direction } from './layout.ts'
import { type GraphData, modelOf } from './model.ts'
import { Stage } from './stage.tsx'
import { Table } from './table.tsx'
import { Tools } from './tools.tsx'
import { usePicture } from './usepicture.ts'
import type { View } from './view.ts'
import styles from './graph.module.css'

export interface GraphProps extends GraphData {
  /** Names the graph by its content: its layout is kept under it. */
  readonly hash?: string | undefined
  readonly direction?: Direction | undefined
  readonly selected?: string | undefined
  readonly onSelect: (id: string | undefined) => void
}

/** A graph of nodes with their statuses, as a drawing or as a table. */
export function Graph({ nodes, edges, groups, hash, direction = 'TB', selected, onSelect }: GraphProps) {
  const whole = useMemo(() => modelOf({ nodes, edges, groups }, direction), [nodes, edges, groups, direction])
  const [isTable, setTable] = useState(false)
  const [filter, setFilter] = useState(noFilter)
  const view = useRef<View>(undefined)
  const { model: drawn, isFolded, toggle, unfold, nameOf } = useFolded(whole)
  const model = isTable ? whole : drawn
  const shown = useMemo(() => fitting(model, filter), [model, filter])
  const chosen =
    selected === undefined ? -1 : (model.numbers.get(nameOf(selected)) ?? model.numbers.get(selected) ?? -1)
  const { picture, error } = usePicture({
    model: drawn,
    hash: isFolded ? undefined : hash,
    selected: chosen,
    shown,
  })
  useKeys({ fold: toggle })
  const next = useNext(shown, view)
  const select = (id: string | undefined) => {
    if (id === undefined || !unfold(id)) onSelect(id)
  }
  if (nodes.length === 0) return <Empty title="This graph has no nodes" />
  return (
    <div className={styles['graph']}>
      <Tools
        model={whole}
        filter={filter}
        onFilter={setFilter}
        isFolded={isFolded}
        onFold={toggle}
        isTable={isTable}
        onTable={() => setTable(!isTable)}
        onNext={next}
        found={shown?.size}
      />
      {isTable ? (
        <Table
          model={model}
          selected={chosen}
          shown={shown}
          onToggle={(node) => onSelect(node === chosen ? undefined : model.nodes[node]!.id)}
        />
      ) : error ? (
        <Failed error={error} />
      ) : picture ? (
        <Stage picture={picture} onSelect={select} onView={(made) => void (view.current = made)} />
      ) : (
        <div className={styles['stage']} aria-busy="true" />
      )}
    </div>
  )
}

/** Goes to the first node that fits, then to the next one each time. */
function useNext(shown: ReadonlySet<number> | undefined, view: { readonly current: View | undefined }) {
  const last = useRef<{ of?: ReadonlySet<number> | undefined; at: number }>({ at: -1 })
  return () => {
    if (!shown || shown.size === 0) return
    if (last.current.of !== shown) last.current = { of: shown, at: -1 }
    last.current.at = (last.current.at + 1) % shown.size
    view.current?.read([...shown][last.current.at]!)
  }
}
