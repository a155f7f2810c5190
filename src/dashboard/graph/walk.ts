import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { seen } from './camera.ts'
import { isIn, type Picture } from './picture.ts'
import { type Way, stepTo } from './step.ts'
import type { View } from './view.ts'

const ways: Readonly<Record<string, Way>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

const mostFrames = 20

/** Walks from node to node by arrow keys. The focus goes with it where nodes are elements. */
export function useWalk(
  view: View | undefined,
  picture: Picture,
  toggle: (node: number | undefined) => void,
) {
  const [walked, setWalked] = useState(-1)
  const shouldFocus = useRef(false)
  const current = walked >= 0 && walked < picture.model.nodes.length ? walked : Math.max(0, picture.selected)
  useEffect(() => {
    if (!view || !shouldFocus.current) return
    shouldFocus.current = false
    // What was out of view is an element only after some frames.
    let [frame, left] = [0, mostFrames]
    const focus = () => {
      const node = document.querySelector<HTMLElement>(`[data-node="${current}"]`)
      if (left < mostFrames && node) node.focus({ preventScroll: true })
      else if (left-- > 0) frame = requestAnimationFrame(focus)
    }
    frame = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frame)
  }, [view, current])
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key]
    if (!view || event.altKey || event.ctrlKey || event.metaKey || isControl(event.target)) return
    if (way) {
      event.preventDefault()
      const next = stepTo(picture, current, way)
      shouldFocus.current = true
      setWalked(next)
      const { x, y } = picture.layout
      if (!isIn(x[next]!, y[next]!, inset(view))) view.centre(next)
      if (view.elements.get() === undefined) toggle(next)
    } else if (event.key === 'Enter' && event.target === event.currentTarget) toggle(current)
  }
  const onFocus = ({ target }: FocusEvent) => {
    const node = target instanceof HTMLElement ? target.dataset['node'] : undefined
    if (node !== undefined) setWalked(Number(node))
  }
  return { current, onKeyDown, onFocus }
}

const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest('[data-control]') !== null

/** The view without its edge. */
function inset(view: View) {
  const { left, top, right, bottom } = seen(view.camera.get(), view.size())
  const room = 160
  return { left: left + room, top: top + room / 2, right: right - room, bottom: bottom - room / 2 }
}
