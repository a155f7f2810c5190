import type { View } from './view.ts'

/** What has moved less is a click. */
const slack = 4

interface Pointer {
  readonly x: number
  readonly y: number
}

/** Moves by dragging, zooms by the wheel and by two fingers. A click outside of elements calls back. */
export function listenToGestures(host: HTMLElement, view: View, onClick: (at: Pointer) => void): () => void {
  const pointers = new Map<number, Pointer>()
  let travelled = 0
  const at = ({ clientX, clientY }: MouseEvent): Pointer => {
    const { left, top } = host.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || isControl(event.target)) return
    if (pointers.size === 0) travelled = 0
    pointers.set(event.pointerId, at(event))
  }
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const now = at(event)
    travelled += Math.hypot(now.x - before.x, now.y - before.y)
    if (travelled < slack && pointers.size === 1) return
    if (!host.hasPointerCapture(event.pointerId)) host.setPointerCapture(event.pointerId)
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    pointers.set(event.pointerId, now)
    if (other) pinch(view, other, before, now)
    else view.moveBy(now.x - before.x, now.y - before.y)
  }
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return
    const isNode = event.target instanceof Element && event.target.closest('[data-node]')
    if (travelled < slack && event.type === 'pointerup' && !isNode) onClick(at(event))
  }
  const wheel = (event: WheelEvent) => {
    if (isControl(event.target)) return
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    const speed = event.ctrlKey ? 0.01 : 0.0016
    if (event.shiftKey) view.moveBy(-(event.deltaX || event.deltaY) * lines, 0)
    else view.zoomBy(Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * speed), at(event))
  }
  host.addEventListener('pointerdown', down)
  host.addEventListener('pointermove', move)
  host.addEventListener('pointerup', up)
  host.addEventListener('pointercancel', up)
  host.addEventListener('wheel', wheel, { passive: false })
  return () => {
    host.removeEventListener('pointerdown', down)
    host.removeEventListener('pointermove', move)
    host.removeEventListener('pointerup', up)
    host.removeEventListener('pointercancel', up)
    host.removeEventListener('wheel', wheel)
  }
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-control]') !== null

/** The point between two fingers stays between them. */
function pinch(view: View, other: Pointer, before: Pointer, now: Pointer) {
  const distance = (a: Pointer) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y))
  view.moveBy((now.x - before.x) / 2, (now.y - before.y) / 2)
  view.zoomBy(distance(now) / distance(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
}
