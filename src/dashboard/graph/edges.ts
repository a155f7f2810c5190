import type { Rect } from './camera.ts'
import type { Colours } from './colours.ts'
import { box } from './layout.ts'
import type { Picture } from './picture.ts'
import { seenEdges } from './thinned.ts'

/** Below this zoom edges are straight and have no arrows: nobody could see them. */
const plainBelow = 0.2
const arrow = { length: 6, half: 3.5 }

interface Look {
  readonly colour: keyof Pick<Colours, 'bar' | 'barStrong' | 'accent'>
  readonly width: number
  readonly dash: 'none' | 'skipped' | 'optional' | 'control'
}

const dashes: Readonly<Record<Look['dash'], readonly number[]>> = {
  none: [],
  skipped: [3, 3],
  optional: [7, 4],
  control: [1.5, 3.5],
}

/** Dark when its source is done. What was skipped, or needs no value, is dashed. */
function lookOf({ model, selected, held }: Picture, edge: number): Look {
  const [from, to] = [model.shape.from[edge]!, model.shape.to[edge]!]
  const { kind } = model.edges[edge]!
  const isSkipped = model.statuses[to] === 'SKIPPED' || model.statuses[from] === 'SKIPPED'
  const isHolding = held.has(to) && (from === selected || held.has(from))
  const isDone = model.statuses[from] === 'COMPLETED' && !isSkipped
  return {
    colour: isHolding ? 'accent' : isDone ? 'barStrong' : 'bar',
    width: isDone || isHolding ? 1.5 : 1.25,
    dash: isSkipped ? 'skipped' : kind === 'OPTIONAL' ? 'optional' : kind === 'CONTROL' ? 'control' : 'none',
  }
}

/** Edges of one look that are drawn in one go. */
interface Batch {
  readonly look: Look
  readonly lines: Path2D
  readonly arrows: Path2D
  size: number
}

/** A path with thousands of lines across each other costs more than many with some. */
const mostInBatch = 200

/** Draws the edges in a part of the drawing. */
export function drawEdges(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: Colours,
  { part, zoom }: { part: Rect; zoom: number },
) {
  const isPlain = zoom < plainBelow
  const order = { bar: 0, barStrong: 1, accent: 2 }
  const batches = batchesOf(picture, seenEdges(picture, part, zoom), isPlain)
  for (const { look, lines, arrows } of batches.toSorted(
    (a, b) => order[a.look.colour] - order[b.look.colour],
  )) {
    context.strokeStyle = context.fillStyle = colours[look.colour]
    context.lineWidth = isPlain ? 0.75 / zoom : look.width / Math.min(1, Math.max(zoom, 0.5))
    context.setLineDash(isPlain ? [] : [...dashes[look.dash]])
    context.stroke(lines)
    if (!isPlain) context.fill(arrows)
  }
  context.setLineDash([])
}

function batchesOf(picture: Picture, edges: readonly number[], isPlain: boolean): readonly Batch[] {
  const batches: Batch[] = []
  const open = new Map<string, Batch>()
  for (const edge of edges) {
    const look = lookOf(picture, edge)
    const key = `${look.colour} ${look.dash}`
    let batch = open.get(key)
    if (!batch || batch.size >= mostInBatch) {
      batch = { look, lines: new Path2D(), arrows: new Path2D(), size: 0 }
      open.set(key, batch)
      batches.push(batch)
    }
    batch.size++
    trace(batch, picture, edge, isPlain)
  }
  return batches
}

/** A curve from the lower side of its source through its dummies to the upper side of its target. */
function trace(paths: Batch, picture: Picture, edge: number, isPlain: boolean) {
  const { model, layout } = picture
  const isDown = model.shape.direction === 'TB'
  const [from, to] = [model.shape.from[edge]!, model.shape.to[edge]!]
  if (from === to) return loop(paths.lines, layout.x[from]!, layout.y[from]!)
  const isForward = isDown ? layout.y[from]! <= layout.y[to]! : layout.x[from]! <= layout.x[to]!
  const side = (isForward ? 1 : -1) * (isDown ? box.height : box.width) * 0.5
  const begin = isDown ? [layout.x[from]!, layout.y[from]! + side] : [layout.x[from]! + side, layout.y[from]!]
  const end = isDown ? [layout.x[to]!, layout.y[to]! - side] : [layout.x[to]! - side, layout.y[to]!]
  const [first, last] = [layout.viaStart[edge]!, layout.viaStart[edge + 1]!]
  paths.lines.moveTo(begin[0]!, begin[1]!)
  let before: readonly number[] = begin
  for (let step = 0; step < last - first; step++) {
    const at = isForward ? first + step : last - 1 - step
    before = curve(paths.lines, before, [layout.viaX[at]!, layout.viaY[at]!], { isDown, isPlain })
  }
  curve(paths.lines, before, end, { isDown, isPlain })
  if (!isPlain) head(paths.arrows, end, isDown, Math.sign(side))
}

interface Way {
  readonly isDown: boolean
  readonly isPlain: boolean
}

function curve(path: Path2D, a: readonly number[], b: readonly number[], { isDown, isPlain }: Way) {
  const [ax, ay, bx, by] = [a[0]!, a[1]!, b[0]!, b[1]!]
  if (isPlain || (isDown ? ax === bx : ay === by)) path.lineTo(bx, by)
  else if (isDown) path.bezierCurveTo(ax, (ay + by) / 2, bx, (ay + by) / 2, bx, by)
  else path.bezierCurveTo((ax + bx) / 2, ay, (ax + bx) / 2, by, bx, by)
  return b
}

function head(path: Path2D, end: readonly number[], isDown: boolean, sign: number) {
  const [x, y] = [end[0]!, end[1]!]
  const back = arrow.length * sign
  path.moveTo(x, y)
  if (isDown) {
    path.lineTo(x - arrow.half, y - back)
    path.lineTo(x + arrow.half, y - back)
  } else {
    path.lineTo(x - back, y - arrow.half)
    path.lineTo(x - back, y + arrow.half)
  }
  path.closePath()
}

/** What needs itself. */
function loop(path: Path2D, x: number, y: number) {
  const [side, half] = [x + box.width / 2, 10]
  path.moveTo(side, y - half)
  path.bezierCurveTo(side + 18, y - half - 8, side + 18, y + half + 8, side, y + half)
}
