export interface Line {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

interface Axes {
  readonly title: string
  readonly x: string
  readonly y: string
}

const [width, height] = [760, 340]
const area = { left: 64, right: 500, top: 44, bottom: 288 }

/** Colours that can be told apart, on light paper and on dark. */
const [light, dark] = [
  ['#0b5fc0', '#c2410c', '#15803d', '#9333ea', '#a16207', '#be185d'],
  ['#6cb2ff', '#fb923c', '#4ade80', '#c896ff', '#fde047', '#f9a8d4'],
]
const dashes = ['', '7 3', '2 3', '10 3 2 3', '4 4', '1 4']

const coloured = (colours: readonly string[]) =>
  colours.map((colour, index) => `.c${index}{stroke:${colour}}.t${index}{fill:${colour}}`).join('')

const style = `text{font:12px system-ui,sans-serif;fill:#1f2328}.h{font-weight:600;font-size:14px}.m{text-anchor:middle}
.e{text-anchor:end}.g{stroke:#d0d7de;stroke-width:1}path{fill:none;stroke-width:2}${coloured(light)}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.g{stroke:#3d444d}${coloured(dark)}}`

/** A picture of the lines over logarithmic axes. */
export function svg({ title, x, y }: Axes, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points)
  const xs = scale(
    points.map((point) => point.x),
    [area.left, area.right],
  )
  const ys = scale(
    points.map((point) => point.y),
    [area.bottom, area.top],
  )
  const grid = [
    ...xs.ticks.flatMap((tick) => [
      `<path class="g" d="M${xs.at(tick)} ${area.top}V${area.bottom}"/>`,
      text(xs.at(tick), area.bottom + 18, short(tick), 'm'),
    ]),
    ...ys.ticks.flatMap((tick) => [
      `<path class="g" d="M${area.left} ${ys.at(tick)}H${area.right}"/>`,
      text(area.left - 8, ys.at(tick) + 4, short(tick), 'e'),
    ]),
  ]
  const drawn = lines.map((line, index) =>
    path(line, index, (point) => `${xs.at(point.x)} ${ys.at(point.y)}`),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    text(12, 22, title, 'h'),
    ...grid,
    ...drawn,
    ...names(lines, (line) => ys.at(line.points.at(-1)!.y)),
    text((area.left + area.right) / 2, height - 12, x, 'm'),
    text(12, area.top - 6, y),
    '</svg>',
    '',
  ].join('\n')
}

function path({ points }: Line, index: number, at: (point: Line['points'][number]) => string): string {
  const dash = dashes[index % dashes.length]!
  const stroke = `class="c${index % light.length}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`
  const dots = points.map((point) => {
    const [cx, cy] = at(point).split(' ')
    return `<circle class="t${index % light.length}" cx="${cx}" cy="${cy}" r="3"/>`
  })
  return `<path ${stroke} d="M${points.map(at).join('L')}"/>${dots.join('')}`
}

/** The names beside the ends of their lines, none over another. */
function names(lines: readonly Line[], endOf: (line: Line) => number): string[] {
  const apart = 17
  const placed = lines
    .map((line, index) => ({ line, index, at: endOf(line) + 4 }))
    .toSorted((a, b) => a.at - b.at)
  const lowest = area.bottom
  for (const [place, one] of placed.entries())
    if (place > 0) one.at = Math.max(one.at, placed[place - 1]!.at + apart)
  for (const [place, one] of [...placed.entries()].toReversed())
    one.at = Math.min(one.at, (placed[place + 1]?.at ?? lowest + apart) - apart)
  return placed.map(({ line, index, at }) => text(area.right + 12, at, line.name, `t${index % light.length}`))
}

/** Where a value lies between the ends, by its logarithm. */
function scale(values: readonly number[], [from, to]: readonly [number, number]) {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const steps = Array.from({ length: 16 }, (_, index) => index - 6).flatMap((power) =>
    [1, 2, 5].map((step) => step * 10 ** power),
  )
  const low = steps.findLast((step) => step <= least) ?? least
  const high = steps.find((step) => step >= most && step > low) ?? most
  const inside = steps.filter((step) => step >= low && step <= high)
  const isDense = inside.length > 8
  const at = (value: number) =>
    Math.round(from + ((to - from) * Math.log(value / low)) / Math.log(high / low))
  return { at, ticks: isDense ? inside.filter((step) => isPowerOfTen(step)) : inside }
}

const isPowerOfTen = (value: number) => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6)

const short = (value: number) => {
  if (value >= 1_000_000) return `${value / 1_000_000}M`
  if (value >= 1_000) return `${value / 1_000}k`
  return String(Number(value.toPrecision(2)))
}

const text = (x: number, y: number, content: string, kind?: string) =>
  `<text x="${x}" y="${y}"${kind === undefined ? '' : ` class="${kind}"`}>${escaped(content)}</text>`

const escaped = (content: string) => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
