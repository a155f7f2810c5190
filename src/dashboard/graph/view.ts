import { createSignal } from '../data/signal.ts'
import { type Camera, centred, fitted, kept, type Rect, seen, settled, zoomed } from './camera.ts'
import { changedParts } from './changed.ts'
import { type Colours, coloursOf } from './colours.ts'
import { draw } from './draw.ts'
import { nodesIn, type Picture } from './picture.ts'
import { watchHost } from './watchhost.ts'

/** From this zoom on nodes are elements, if there are not too many of them in view. */
const elementsFrom = 0.45
const mostElements = 150
/** Nodes that are just outside are there already when one moves. */
const ahead = 120
/** So near that names can be read. */
const readable = 0.85

export type View = ReturnType<typeof createView>

/** Looks at a picture: draws what is in view, and tells which nodes are to be shown as elements. */
export function createView(canvas: HTMLCanvasElement) {
  const host = canvas.parentElement!
  const camera = createSignal<Camera>({ x: 0, y: 0, zoom: 1 })
  const elements = createSignal<readonly number[] | undefined>(undefined)
  const colours = createSignal<Colours>(coloursOf(host))
  const painter = createPainter(canvas)
  let size = { width: 0, height: 0 }
  let picture: Picture | undefined

  const paint = (parts?: readonly Rect[]) => {
    const hasBoxes = elements.get() === undefined
    painter.later(picture && { picture, camera: camera.get(), size, colours: colours.get(), hasBoxes }, parts)
  }
  const look = (next: Camera) => {
    if (!picture) return
    camera.set(kept(next, picture.layout, size))
    elements.set(chosen(picture, camera.get(), { size, before: elements.get() }))
    paint()
  }
  const whole = () => (picture ? fitted(picture.layout, size) : camera.get())
  const centre = (node: number, zoom: number) => {
    if (!picture) return
    const { layout } = picture
    look(settled(centred({ x: layout.x[node]!, y: layout.y[node]! }, zoom, size), layout, size))
  }
  const stop = watchHost(host, {
    recolour() {
      colours.set(coloursOf(host))
      paint()
    },
    resize(next) {
      size = next
      painter.resize(size)
      look(camera.get())
    },
  })

  return {
    camera,
    elements,
    colours,
    size: () => size,
    setPicture(next: Picture) {
      const parts = picture && changedParts(picture, next)
      picture = next
      elements.set(chosen(picture, camera.get(), { size, before: elements.get() }))
      paint(parts)
    },
    look,
    fit: () => look(whole()),
    moveBy: (x: number, y: number) => look({ ...camera.get(), x: camera.get().x + x, y: camera.get().y + y }),
    zoomBy: (factor: number, at = { x: size.width / 2, y: size.height / 2 }) =>
      look(zoomed(camera.get(), factor, at, whole().zoom / 2)),
    centre: (node: number) => centre(node, camera.get().zoom),
    /** Centres a node so near that it can be read. */
    read: (node: number) => centre(node, Math.max(camera.get().zoom, readable)),
    close() {
      painter.close()
      stop()
    },
  }
}

/** The nodes that are shown as elements. `undefined`: none, they are drawn as boxes. */
function chosen(
  picture: Picture,
  camera: Camera,
  { size, before }: { size: { width: number; height: number }; before: readonly number[] | undefined },
): readonly number[] | undefined {
  if (camera.zoom < elementsFrom) return
  const part = seen(camera, size)
  const reach = ahead / camera.zoom
  const wide = {
    left: part.left - reach,
    top: part.top - reach,
    right: part.right + reach,
    bottom: part.bottom + reach,
  }
  let found = nodesIn(picture, wide, mostElements + 1)
  if (found.length > mostElements) found = nodesIn(picture, part, mostElements + 1)
  if (found.length > mostElements) return
  const isSame = before?.length === found.length && found.every((node, index) => node === before[index])
  return isSame ? before : found
}

interface Painted {
  readonly picture: Picture
  readonly camera: Camera
  readonly size: { readonly width: number; readonly height: number }
  readonly colours: Colours
  readonly hasBoxes: boolean
}

/** Paints before the next frame, once, however often it is asked. */
function createPainter(canvas: HTMLCanvasElement) {
  const context = canvas.getContext('2d')!
  let frame = 0
  let next: Painted | undefined
  /** `undefined`: everything. */
  let parts: readonly Rect[] | undefined = []
  const paint = () => {
    frame = 0
    if (!next || next.size.width === 0) return
    performance.mark('graph:paint')
    const { camera, size, picture, colours, hasBoxes } = next
    const whole = seen(camera, size)
    context.setTransform(1, 0, 0, 1, 0, 0)
    const scale = devicePixelRatio * camera.zoom
    if (!parts) context.clearRect(0, 0, canvas.width, canvas.height)
    context.setTransform(scale, 0, 0, scale, devicePixelRatio * camera.x, devicePixelRatio * camera.y)
    for (const part of parts ?? [whole]) {
      context.save()
      if (parts) clipTo(context, part)
      draw(context, picture, colours, { part, hasBoxes })
      context.restore()
    }
    parts = []
    performance.mark('graph:painted')
  }
  return {
    later(painted: Painted | undefined, changed?: readonly Rect[]) {
      next = painted
      parts = changed && parts ? [...parts, ...changed] : undefined
      frame ||= requestAnimationFrame(paint)
    },
    resize({ width, height }: { width: number; height: number }) {
      canvas.width = Math.round(width * devicePixelRatio)
      canvas.height = Math.round(height * devicePixelRatio)
    },
    close() {
      cancelAnimationFrame(frame)
      // Some browsers keep the memory of a canvas until the next collection.
      canvas.width = canvas.height = 0
    },
  }
}

function clipTo(context: CanvasRenderingContext2D, { left, top, right, bottom }: Rect) {
  context.beginPath()
  context.rect(left, top, right - left, bottom - top)
  context.clip()
  context.clearRect(left, top, right - left, bottom - top)
}
