import { isFailed } from '../../client/standing.ts'
import { useLayoutEffect, useRef } from 'react'
import type { Picture } from './picture.ts'
import type { View } from './view.ts'

/**
 * Gives the view its picture. When it is new, looks at what matters: the selected node, else what failed, else all. When
 * it was only laid out anew, what was in the middle stays there.
 */
export function useLook(view: View | undefined, picture: Picture) {
  const last = useRef<Picture>(undefined)
  useLayoutEffect(() => {
    if (!view) return
    const before = last.current
    last.current = picture
    if (before && before.layout === picture.layout) return view.setPicture(picture)
    const anchor = before && middleNode(view, before)
    view.setPicture(picture)
    const number = anchor && picture.model.numbers.get(anchor.id)
    if (number === undefined) return first(view, picture)
    const { x, y } = picture.layout
    const { zoom } = view.camera.get()
    view.look({ zoom, x: anchor!.x - x[number]! * zoom, y: anchor!.y - y[number]! * zoom })
  }, [view, picture])
}

function first(view: View, { model, selected }: Picture) {
  const failed = model.statuses.findIndex(isFailed)
  const node = selected >= 0 ? selected : failed
  view.fit()
  if (node >= 0) view.read(node)
}

/** The node that is nearest to the middle of the view, and where it is seen. */
function middleNode(view: View, { model, layout }: Picture) {
  const { x, y, zoom } = view.camera.get()
  const { width, height } = view.size()
  let [best, least] = [-1, Infinity]
  for (let node = 0; node < layout.x.length; node++) {
    const distance = Math.hypot(
      layout.x[node]! * zoom + x - width / 2,
      layout.y[node]! * zoom + y - height / 2,
    )
    if (distance < least) [best, least] = [node, distance]
  }
  const id = model.nodes[best]?.id
  return id === undefined ? undefined : { id, x: layout.x[best]! * zoom + x, y: layout.y[best]! * zoom + y }
}
