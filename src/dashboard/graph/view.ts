import { createSignal } from '../data/signal.ts'
import { type Camera, centred, fitted, kept, seen, zoomed } from './camera.ts'
import { type Colours, coloursOf } from './colours.ts'
import { draw } from './draw.ts'
import { nodesIn, type Picture } from './picture.ts'

/** From this zoom on nodes are elements, if there are not too many of them in view. */
const elementsFrom = 0.45
const mostElements = 150
/** Nodes that are just outside are there already when one moves. */
const ahead = 120

export type View = ReturnType<typeof createView>

/** Looks at a picture: draws what is in view, and tells which nodes are to be shown as elements. */
export function createView(canvas: HTMLCanvasElement) {
  const host = canvas.parentElement!
  const camera = createSignal<Camera>({ x: 0, y: 0, zoom: 1 })
  const elements = createSignal<readonly number[] | undefined>(undefined)
  const drawn = createSignal(0)
  let size = { width: 0, height: 0 }
  let picture: Picture | undefined
  let colours: Colours | undefined
  let frame = 0

  const later = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      paint()
    })
  }
  const paint = () => {
    if (!picture || size.width === 0) return
    colours ??= coloursOf(host)
    const part = seen(camera.get(), size)
    const context = canvas.getContext('2d')!
    clear(context, camera.get())
    draw(context, picture, colours, { part, hasBoxes: elements.get() === undefined })
    host.dataset['drawn'] = ''
    drawn.set(drawn.get() + 1)
  }
  const look = (next: Camera) => {
    if (!picture) return
    camera.set(kept(next, picture.layout, size))
    choose()
    later()
  }
  const choose = () => {
    const { zoom } = camera.get()
    const part = seen(camera.get(), size)
    const reach = ahead / zoom
    const wide = {
      left: part.left - reach,
      top: part.top - reach,
      right: part.right + reach,
      bottom: part.bottom + reach,
    }
    const found = zoom < elementsFrom || !picture ? undefined : nodesIn(picture, wide, mostElements + 1)
    const next = found && found.length <= mostElements ? found : undefined
    if (!isSameList(elements.get(), next)) elements.set(next)
  }
  const middle = () => ({ x: size.width / 2, y: size.height / 2 })
  const whole = () => (picture ? fitted(picture.layout, size) : camera.get())
  const recolour = () => {
    colours = undefined
    later()
  }
  const stop = watchHost(canvas, {
    recolour,
    resize: (next) => void ((size = next), resizeCanvas(canvas, next), choose(), later()),
  })

  return {
    camera,
    elements,
    /** Counts what was drawn. */
    drawn,
    size: () => size,
    picture: () => picture,
    colours: () => (colours ??= coloursOf(host)),
    setPicture(next: Picture) {
      picture = next
      choose()
      later()
    },
    fit: () => look(whole()),
    look,
    moveBy: (x: number, y: number) => look({ ...camera.get(), x: camera.get().x + x, y: camera.get().y + y }),
    zoomBy: (factor: number, at = middle()) => look(zoomed(camera.get(), factor, at, whole().zoom / 2)),
    centre: (node: number, zoom = camera.get().zoom) =>
      picture && look(centred({ x: picture.layout.x[node]!, y: picture.layout.y[node]! }, zoom, size)),
    close() {
      cancelAnimationFrame(frame)
      stop()
      // Some browsers keep the memory of a canvas until the next collection.
      canvas.width = canvas.height = 0
    },
  }
}

const isSameList = (a: readonly number[] | undefined, b: readonly number[] | undefined) =>
  a === b || (a?.length === b?.length && a !== undefined && a.every((node, index) => node === b![index]))

function clear(context: CanvasRenderingContext2D, { x, y, zoom }: Camera) {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.setTransform(
    devicePixelRatio * zoom,
    0,
    0,
    devicePixelRatio * zoom,
    devicePixelRatio * x,
    devicePixelRatio * y,
  )
}

function resizeCanvas(canvas: HTMLCanvasElement, { width, height }: { width: number; height: number }) {
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
}

interface Watched {
  recolour(): void
  resize(size: { width: number; height: number }): void
}

/** Size, resolution and theme. */
function watchHost(canvas: HTMLCanvasElement, { recolour, resize }: Watched): () => void {
  const host = canvas.parentElement!
  const measure = () => resize({ width: host.clientWidth, height: host.clientHeight })
  const sizes = new ResizeObserver(measure)
  sizes.observe(host)
  const themes = new MutationObserver(recolour)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', recolour)
  const dense = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
  dense.addEventListener('change', measure)
  measure()
  return () => {
    sizes.disconnect()
    themes.disconnect()
    dark.removeEventListener('change', recolour)
    dense.removeEventListener('change', measure)
  }
}
