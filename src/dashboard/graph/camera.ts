/** Where one looks: a point of the drawing is shown at `point * zoom + (x, y)`. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Point {
  readonly x: number
  readonly y: number
}

export const mostZoom = 2
const leastZoom = 0.001
const margin = 24

/** All of the drawing, at most in its true size. */
export function fitted(drawing: Size, view: Size): Camera {
  const zoom = bounded(
    Math.min(
      1,
      (view.width - 2 * margin) / Math.max(1, drawing.width),
      (view.height - 2 * margin) / Math.max(1, drawing.height),
    ),
    leastZoom,
  )
  return {
    zoom,
    x: (view.width - drawing.width * zoom) / 2,
    y: (view.height - drawing.height * zoom) / 2,
  }
}

/** Nearer or farther; the point `at` of the view stays where it is. `least` is how far away one may go. */
export function zoomed({ x, y, zoom }: Camera, factor: number, at: Point, least: number): Camera {
  const next = bounded(zoom * factor, least)
  const ratio = next / zoom
  return { zoom: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio }
}

const bounded = (zoom: number, least: number) =>
  Math.min(mostZoom, Math.max(zoom, Math.min(mostZoom, least), leastZoom))

/** The point of the drawing in the middle of the view. */
export const centred = (point: Point, zoom: number, view: Size): Camera => ({
  zoom,
  x: view.width / 2 - point.x * zoom,
  y: view.height / 2 - point.y * zoom,
})

/** Moved so that some of the drawing stays in view. */
export function kept(camera: Camera, drawing: Size, view: Size): Camera {
  const keep = (value: number, size: number, room: number) => {
    const least = Math.min(80, size / 2)
    return Math.min(room - least, Math.max(least - size, value))
  }
  return {
    zoom: camera.zoom,
    x: keep(camera.x, drawing.width * camera.zoom, view.width),
    y: keep(camera.y, drawing.height * camera.zoom, view.height),
  }
}

/** Moved so that no room is empty that the drawing could fill, and that a small drawing stands in the middle. */
export function settled(camera: Camera, drawing: Size, view: Size): Camera {
  const settle = (value: number, size: number, room: number) =>
    size + 2 * margin <= room ? (room - size) / 2 : Math.min(margin, Math.max(room - size - margin, value))
  return {
    zoom: camera.zoom,
    x: settle(camera.x, drawing.width * camera.zoom, view.width),
    y: settle(camera.y, drawing.height * camera.zoom, view.height),
  }
}

/** The part of the drawing that is in view. */
export const seen = ({ x, y, zoom }: Camera, view: Size): Rect => ({
  left: -x / zoom,
  top: -y / zoom,
  right: (view.width - x) / zoom,
  bottom: (view.height - y) / zoom,
})
