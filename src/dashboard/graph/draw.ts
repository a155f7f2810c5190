import type { Rect } from './camera.ts'
import { boxColour, type Colours } from './colours.ts'
import { drawEdges } from './edges.ts'
import { box } from './layout.ts'
import { isIn, type Picture } from './picture.ts'

/** Draws a part of the picture. `hasBoxes`: nodes too, as boxes of one colour. */
export function draw(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: Colours,
  { part, hasBoxes }: { part: Rect; hasBoxes: boolean },
) {
  drawFrames(context, picture, colours)
  context.globalAlpha = picture.shown ? 0.4 : 1
  drawEdges(context, picture, colours, part)
  context.globalAlpha = 1
  if (hasBoxes) drawBoxes(context, picture, colours, part)
}

const titleFont = 12

function drawFrames(context: CanvasRenderingContext2D, { frames }: Picture, colours: Colours) {
  const zoom = context.getTransform().a / devicePixelRatio
  for (const { left, top, right, bottom, label, count } of frames) {
    context.beginPath()
    context.roundRect(left, top, right - left, bottom - top, 8)
    context.fillStyle = colours.raised
    context.fill()
    context.strokeStyle = colours.line
    context.lineWidth = 1 / zoom
    context.stroke()
    const size = Math.max(titleFont, Math.min(titleFont / zoom, titleFont * 4))
    if ((right - left) * zoom < 60) continue
    context.save()
    context.clip()
    context.font = `500 ${size}px ui-sans-serif, system-ui, sans-serif`
    context.fillStyle = colours.muted
    context.fillText(`${label}  ${count} nodes`, left + 12, top + size + 4)
    context.restore()
  }
}

/** Boxes of one status in one go. */
function drawBoxes(context: CanvasRenderingContext2D, picture: Picture, colours: Colours, part: Rect) {
  const { layout, model, selected, held, shown } = picture
  const zoom = context.getTransform().a / devicePixelRatio
  // However small it is drawn, a box has at least one and a half pixels.
  const [width, height] = [Math.max(box.width, 1.5 / zoom), Math.max(box.height, 1.5 / zoom)]
  const groups = new Map<string, Path2D>()
  for (let node = 0; node < layout.x.length; node++) {
    const [x, y] = [layout.x[node]!, layout.y[node]!]
    if (!isIn(x, y, part)) continue
    const isPale = shown !== undefined && !shown.has(node)
    const key = isPale ? 'pale' : model.statuses[node]!
    let path = groups.get(key)
    if (!path) groups.set(key, (path = new Path2D()))
    path.rect(x - width / 2, y - height / 2, width, height)
  }
  for (const [key, path] of groups) {
    context.fillStyle =
      key === 'pale' ? colours.line : boxColour(colours, key as (typeof model.statuses)[number])
    context.fill(path)
  }
  for (const node of held)
    ring(context, { x: layout.x[node]!, y: layout.y[node]! }, colours.accent, 1.5 / zoom)
  if (selected >= 0)
    ring(context, { x: layout.x[selected]!, y: layout.y[selected]! }, colours.accent, 3 / zoom)
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
