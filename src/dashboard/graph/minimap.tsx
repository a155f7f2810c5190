import { type PointerEvent, useEffect, useRef } from 'react'
import { seen } from './camera.ts'
import { boxColour, type Colours } from './colours.ts'
import { box } from './layout.ts'
import type { Picture } from './picture.ts'
import type { View } from './view.ts'
import styles from './graph.module.css'

const size = { width: 204, height: 104 }
const padding = 6

/** The whole drawing in the small, with a frame around what is in view. */
export function MiniMap({ view, picture }: { view: View; picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = picture.layout
  const scale = Math.min((size.width - 2 * padding) / width, (size.height - 2 * padding) / height)
  const corner = { x: (size.width - width * scale) / 2, y: (size.height - height * scale) / 2 }
  useEffect(() => {
    const place = () => frame.current && placeFrame(frame.current, view, scale, corner)
    place()
    return view.camera.on(place)
  })
  useEffect(() => {
    const paint = () => paintMap(canvas.current!, picture, view.colours.get(), { scale, corner })
    // The drawing itself comes first.
    const timer = setTimeout(paint)
    const stop = view.colours.on(paint)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [view, picture])
  const look = ({ clientX, clientY, currentTarget, buttons, pointerId, type }: PointerEvent<HTMLElement>) => {
    if ((buttons & 1) === 0) return
    if (type === 'pointerdown') currentTarget.setPointerCapture(pointerId)
    const { left, top } = currentTarget.getBoundingClientRect()
    const { zoom } = view.camera.get()
    const { width, height } = view.size()
    view.look({
      zoom,
      x: width / 2 - ((clientX - left - 1 - corner.x) / scale) * zoom,
      y: height / 2 - ((clientY - top - 1 - corner.y) / scale) * zoom,
    })
  }
  return (
    <div className={styles['map']} data-control aria-hidden="true" onPointerDown={look} onPointerMove={look}>
      <canvas ref={canvas} className={styles['canvas']} />
      <div ref={frame} className={styles['mapFrame']} />
    </div>
  )
}

interface Fit {
  readonly scale: number
  readonly corner: { readonly x: number; readonly y: number }
}

function placeFrame(frame: HTMLElement, view: View, scale: number, corner: Fit['corner']) {
  const part = seen(view.camera.get(), view.size())
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value))
  const left = within(corner.x + part.left * scale, size.width - 4)
  const top = within(corner.y + part.top * scale, size.height - 4)
  const right = within(corner.x + part.right * scale, size.width)
  const bottom = within(corner.y + part.bottom * scale, size.height)
  frame.style.transform = `translate(${left}px, ${top}px)`
  frame.style.width = `${Math.max(4, right - left)}px`
  frame.style.height = `${Math.max(4, bottom - top)}px`
}

function paintMap(
  canvas: HTMLCanvasElement,
  { model, layout, shown }: Picture,
  colours: Colours,
  { scale, corner }: Fit,
) {
  canvas.width = size.width * devicePixelRatio
  canvas.height = size.height * devicePixelRatio
  const context = canvas.getContext('2d')!
  context.scale(devicePixelRatio, devicePixelRatio)
  const [width, height] = [Math.max(1.5, box.width * scale), Math.max(1.5, box.height * scale)]
  for (const isLoud of [false, true]) {
    for (let node = 0; node < layout.x.length; node++) {
      const status = model.statuses[node]!
      // What failed or runs is drawn over its neighbours.
      if ((status !== 'COMPLETED' && status !== 'PENDING' && status !== 'SKIPPED') !== isLoud) continue
      context.fillStyle = shown && !shown.has(node) ? colours.line : boxColour(colours, status)
      context.fillRect(
        corner.x + layout.x[node]! * scale - width / 2,
        corner.y + layout.y[node]! * scale - height / 2,
        width,
        height,
      )
    }
  }
}
