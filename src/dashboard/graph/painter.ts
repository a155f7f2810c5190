import { type Camera, type Rect, seen } from './camera.ts'
import type { Colours } from './colours.ts'
import { draw } from './draw.ts'
import type { Picture } from './picture.ts'

interface Painted {
  readonly picture: Picture
  readonly camera: Camera
  readonly size: { readonly width: number; readonly height: number }
  readonly colours: Colours
  readonly hasBoxes: boolean
}

/** Paints what `look` finds, before the next frame and once, however often it is asked. */
export function createPainter(canvas: HTMLCanvasElement, look: () => Painted | undefined) {
  const context = canvas.getContext('2d')!
  let frame = 0
  /** `undefined`: everything. */
  let parts: readonly Rect[] | undefined = []
  const paint = () => {
    frame = 0
    const next = look()
    if (!next || next.size.width === 0) return
    const { camera, size, picture, colours, hasBoxes } = next
    const whole = seen(camera, size)
    context.setTransform(1, 0, 0, 1, 0, 0)
    const scale = devicePixelRatio * camera.zoom
    if (!parts) context.clearRect(0, 0, canvas.width, canvas.height)
    context.setTransform(scale, 0, 0, scale, devicePixelRatio * camera.x, devicePixelRatio * camera.y)
    for (const part of parts ?? [whole]) {
      context.save()
      if (parts) clipTo(context, part)
      draw(context, picture, colours, { part, zoom: camera.zoom, hasBoxes })
      context.restore()
    }
    parts = []
    // Benchmarks and tests wait for it.
    canvas.parentElement!.dataset['drawn'] = ''
  }
  return {
    later(changed?: readonly Rect[]) {
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
