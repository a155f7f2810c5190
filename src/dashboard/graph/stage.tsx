import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useSignal } from '../data/signal.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { Box } from './box.tsx'
import { Controls } from './controls.tsx'
import { listenToGestures } from './gestures.ts'
import { box } from './layout.ts'
import { MiniMap } from './minimap.tsx'
import { nodeAt, type Picture } from './picture.ts'
import { useLook } from './look.ts'
import { createView, type View } from './view.ts'
import { useWalk } from './walk.ts'
import styles from './graph.module.css'

interface StageProps {
  readonly picture: Picture
  /** What looks at it, as long as it is shown. */
  readonly onView: (view: View | undefined) => void
  readonly onSelect: (id: string | undefined) => void
}

/** The drawing, with what moves it. */
export function Stage({ picture, onSelect, onView }: StageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [view, setView] = useState<View>()
  useLayoutEffect(() => {
    const made = createView(canvas.current!)
    setView(made)
    onView(made)
    return () => {
      onView(undefined)
      made.close()
    }
  }, [])
  useLook(view, picture)
  const latest = useRef({ picture, onSelect })
  latest.current = { picture, onSelect }
  const toggle = (node: number | undefined) => {
    const { picture, onSelect } = latest.current
    onSelect(node === undefined || node === picture.selected ? undefined : picture.model.nodes[node]!.id)
  }
  const { current, onKeyDown, onFocus } = useWalk(view, picture, toggle)
  useEffect(() => {
    if (!view) return
    return listenToGestures(canvas.current!.parentElement!, view, ({ x, y }) => {
      const camera = view.camera.get()
      toggle(nodeAt(latest.current.picture, (x - camera.x) / camera.zoom, (y - camera.y) / camera.zoom))
    })
  }, [view])
  useKeys({
    fit: () => view?.fit(),
    zoomIn: () => view?.zoomBy(1.25),
    zoomOut: () => view?.zoomBy(0.8),
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex
    <div
      className={styles['stage']}
      role="group"
      aria-label={`Graph of ${picture.model.nodes.length} nodes. Arrow keys follow the edges.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={({ target }) => {
        const node = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null
        if (node) toggle(Number(node.dataset['node']))
      }}
    >
      <canvas ref={canvas} className={styles['canvas']} aria-hidden="true" />
      {view && <Boxes view={view} picture={picture} current={current} />}
      {view && <Controls view={view} picture={picture} />}
      {view && <MiniMap view={view} picture={picture} />}
    </div>
  )
}

/** The nodes that are shown as elements. */
function Boxes({ view, picture, current }: { view: View; picture: Picture; current: number }) {
  const chosen = useSignal(view.elements)
  // When there were none, they are made in slices: all at once they would hold up the page.
  const elements = useDeferredValue(chosen) && chosen
  const layer = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const move = () => {
      const { x, y, zoom } = view.camera.get()
      if (layer.current) layer.current.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`
    }
    move()
    return view.camera.on(move)
  }, [view])
  const { model, layout, selected, held, shown } = picture
  return (
    <div ref={layer} className={styles['boxes']}>
      {elements?.map((node) => {
        const one = model.nodes[node]
        if (!one) return null
        return (
          <Box
            key={one.id}
            node={one}
            number={node}
            status={model.statuses[node]!}
            x={layout.x[node]! - box.width / 2}
            y={layout.y[node]! - box.height / 2}
            isSelected={node === selected}
            isHeld={held.has(node)}
            isPale={shown !== undefined && !shown.has(node)}
            isNext={node === current}
          />
        )
      })}
    </div>
  )
}
