import type { Rect } from './camera.ts'
import { boxColour, type Colours } from './colours.ts'
import { drawEdges } from './edges.ts'
import { box } from './layout.ts'
import { isIn, type Picture } from './picture.ts'
import { titlesOf } from './titles.ts'

/** Draws a part of the picture. `hasBoxes`: nodes too, as boxes of one colour. */
export function draw(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: Colours,
  { part, zoom, hasBoxes }: { part: Rect; zoom: number; hasBoxes: boolean },
) {
  drawFrames(context, picture, colours, zoom)
  context.globalAlpha = picture.shown ? 0.4 : 1
  drawEdges(context, picture, colours, { part, zoom })
  context.globalAlpha = 1
  if (hasBoxes) drawBoxes(context, picture, colours, { part, zoom })
}

function drawFrames(context: CanvasRenderingContext2D, { frames }: Picture, colours: Colours, zoom: number) {
  for (const { left, top, right, bottom } of frames) {
    context.beginPath()
    context.roundRect(left, top, right - left, bottom - top, 8)
    context.fillStyle = colours.raised
    context.fill()
    context.strokeStyle = colours.line
    context.lineWidth = 1 / zoom
    context.stroke()
  }
  const font = (size: number) => void (context.font = `500 ${size}px ui-sans-serif, system-ui, sans-serif`)
  const widthOf = (text: string, size: number) => {
    font(size)
    return context.measureText(text).width
  }
  context.fillStyle = colours.muted
  for (const { text, x, y, size } of titlesOf(frames, zoom, widthOf)) {
    font(size)
    context.fillText(text, x, y)
  }
}

/** Boxes of one status in one go. */
function drawBoxes(
  context: CanvasRenderingContext2D,
  { layout, model, selected, held, shown }: Picture,
  colours: Colours,
  { part, zoom }: { part: Rect; zoom: number },
) {
  // However small it is drawn, a box has at least one and a half pixels.
  const [width, height] = [Math.max(box.width, 1.5 / zoom), Math.max(box.height, 1.5 / zoom)]
  const paths = new Map<string, Path2D>()
  for (let node = 0; node < layout.x.length; node++) {
    const [x, y] = [layout.x[node]!, layout.y[node]!]
    if (!isIn(x, y, part)) continue
    const isPale = shown !== undefined && !shown.has(node)
    const colour = isPale ? colours.line : boxColour(colours, model.statuses[node]!)
    let path = paths.get(colour)
    if (!path) paths.set(colour, (path = new Path2D()))
    path.rect(x - width / 2, y - height / 2, width, height)
  }
  for (const [colour, path] of paths) {
    context.fillStyle = colour
    context.fill(path)
  }
  const at = (node: number) => ({ x: layout.x[node]!, y: layout.y[node]! })
  for (const node of held) ring(context, at(node), colours.accent, 1.5 / zoom)
  if (selected >= 0) ring(context, at(selected), colours.accent, 3 / zoom)
}

function ring(
  context: CanvasRenderingContext2D,
  { x, y }: { x: number; y: number },
  colour: string,
  width: number,
) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.strokeRect(
    x - box.width / 2 - width,
    y - box.height / 2 - width,
    box.width + 2 * width,
    box.height + 2 * width,
  )
}
