import { useMemo, useRef } from 'react'
import { heldBack } from './heldback.ts'
import type { Model } from './model.ts'
import { edgeBoundsOf, framesOf, type Picture } from './picture.ts'
import { useLayout } from './uselayout.ts'

interface Drawn {
  readonly model: Model
  readonly hash: string | undefined
  readonly selected: number
  readonly shown: ReadonlySet<number> | undefined
}

/** What is drawn. While a new layout is made, what was drawn before. */
export function usePicture({ model, hash, selected, shown }: Drawn): {
  picture?: Picture | undefined
  error?: Error
} {
  const { layout, error } = useLayout(model, hash)
  const bounds = useMemo(() => layout && edgeBoundsOf(model, layout), [layout])
  const frames = useMemo(() => (layout ? framesOf(model, layout) : []), [layout])
  const held = useMemo(() => heldBack(model, selected), [model, selected])
  const last = useRef<Picture>(undefined)
  const picture = useMemo((): Picture | undefined => {
    if (!layout || !bounds) return
    return { model, layout, edgeBounds: bounds, frames, selected, held, shown }
  }, [model, layout, bounds, frames, selected, held, shown])
  if (picture) last.current = picture
  return { picture: last.current, ...(error && { error }) }
}
