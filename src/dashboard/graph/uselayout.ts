import { useEffect, useMemo, useRef, useState } from 'react'
import type { Layout, Shape } from './layout.ts'
import { askLayout, cachedLayout } from './layouts.ts'
import { isSameShape, type Model } from './model.ts'
import { storedLayout } from './stored.ts'

/** Where the nodes stand. Before that is known, the last layout of the same graph or nothing. */
export function useLayout(model: Model, hash: string | undefined): { layout?: Layout; error?: Error } {
  const shape = useStable(model.shape)
  const key = hash === undefined ? undefined : `${hash} ${shape.direction}`
  const ready = useMemo(() => storedLayout(model) ?? cachedLayout(key), [shape, key])
  const [made, setMade] = useState<{ shape: Shape; layout?: Layout; error?: Error }>()
  useEffect(() => {
    if (ready) return
    let isWanted = true
    askLayout(shape, key).then(
      (layout) => isWanted && setMade({ shape, layout }),
      (error: Error) => isWanted && setMade({ shape, error }),
    )
    return () => void (isWanted = false)
  }, [shape, key, ready])
  if (ready) return { layout: ready }
  return made?.shape === shape ? made : {}
}

/** The same object as long as the graph has the same form. */
function useStable(shape: Shape): Shape {
  const last = useRef(shape)
  if (!isSameShape(last.current, shape)) last.current = shape
  return last.current
}
