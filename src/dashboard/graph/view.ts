import { createSignal } from '../data/signal.ts'
import { type Camera, centred, fitted, kept, seen, settled, zoomed } from './camera.ts'
import { changedParts } from './changed.ts'
import { type Colours, coloursOf } from './colours.ts'
import { createPainter } from './painter.ts'
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
  let size = { width: 0, height: 0 }
  let picture: Picture | undefined

  const painter = createPainter(canvas, () => {
    if (!picture) return
    const before = elements.get()
    elements.set(chosen(picture, camera.get(), { size, before }))
    const hasBoxes = elements.get() === undefined
    // Those ahead follow in a frame of their own.
    if (before === undefined && !hasBoxes) painter.later([])
    return { picture, camera: camera.get(), size, colours: colours.get(), hasBoxes }
  })
  const look = (next: Camera) => {
    if (!picture) return
    camera.set(kept(next, picture.layout, size))
    painter.later()
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
      painter.later()
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
      painter.later(parts)
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
  const reach = before ? ahead / camera.zoom : 0
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
