const opaque = '(opaque)'

/** Keys whose values are other ones each time. */
const changing = new Set([
  ...['ms', 'latencyMs', 'oldestMs', 'perSecond', 'p50', 'p90', 'p99'],
  ...[
    'endCursor',
    'startCursor',
    'cursor',
    'version',
    'current',
    'leaseToken',
    'requestId',
    'token',
    'epoch',
  ],
])

/** A JSON value without what is another one each time: of those times, ids and durations only the shape counts. */
export function withoutTimes(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return changing.has(key) ? opaque : withoutTimesIn(value)
  if (typeof value === 'number') return changing.has(key) ? opaque : value
  if (Array.isArray(value)) return value.map((element) => withoutTimes(element))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutTimes(part, name)]))
}

const shapes: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '(time)'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '(uuid)'],
  [/\b[0-9a-f]{12}\.\d+/g, '(tick)'],
  [/egt_[\w-]+/g, '(token)'],
  [/(\d+ (d|h|min|s|ms) )*\d+(\.\d+)? (days?|d|h|min|s|ms|kB|MB|GB|pages)\b/g, '(amount)'],
  [/"(now|ms|time|epoch|pid)":("[^"]*"|[\d.]+)/g, '"$1":(opaque)'],
]

/** A text without times, durations and ids that are made when they are needed. */
const withoutTimesIn = (text: string) =>
  shapes.reduce((whole, [pattern, shape]) => whole.replaceAll(pattern, shape), text)

/** Whether a command has printed what a page shows. A line `…` stands for any lines. */
export function isShown(shown: string, printed: string): boolean {
  const lines = withoutTimesIn(shown.trimEnd()).split('\n')
  const parts = lines.map((line) =>
    line.trim() === '…' ? '(?:.*\\n)*?' : `${escaped(line.trimEnd())}[ \\t]*\\n`,
  )
  return new RegExp(`^${parts.join('')}$`).test(`${withoutTimesIn(printed.trimEnd())}\n`)
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const width = 110

/** JSON on as few lines as are easy to read. */
export function printed(value: unknown, indent = ''): string {
  const line = inline(value)
  if (indent.length + line.length <= width || typeof value !== 'object' || value === null) return line
  const inner = `${indent}  `
  if (Array.isArray(value))
    return `[\n${value.map((element) => inner + printed(element, inner)).join(',\n')}\n${indent}]`
  const parts = Object.entries(value).map(
    ([key, part]) => `${inner}${JSON.stringify(key)}: ${printed(part, inner)}`,
  )
  return `{\n${parts.join(',\n')}\n${indent}}`
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${inline(part)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}
