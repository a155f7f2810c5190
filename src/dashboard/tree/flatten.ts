/** A line of a JSON value that is shown as a tree. */
export interface Line {
  /** JSONPath, such as `$.layers[3].size`. */
  readonly path: string
  readonly depth: number
  /** The key or the position. `undefined` of the whole value. */
  readonly name: string | number | undefined
  readonly kind: Kind
  /** Of an object or a list, how many it holds. */
  readonly count: number
  readonly isOpen: boolean
  /** The value on one line, or a line of a long text that is open. */
  readonly text: string
  /** Whether there is more to see than the line shows. */
  readonly isCut: boolean
  readonly value: unknown
}

export type Kind = 'object' | 'list' | 'text' | 'number' | 'boolean' | 'null' | 'part'

const mostChars = 160
/** Objects of few values show what they hold, on their line. */
const mostShown = 6

const kindOf = (value: unknown): Exclude<Kind, 'part'> => {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'object'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
}

export const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The values of an object or a list, by key or position. */
export const entriesOf = (value: object): readonly (readonly [string | number, unknown])[] =>
  Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value)

/** `$.a`, `$.layers[3]`, `$["a b"]`. */
export const pathTo = (path: string, name: string | number) =>
  typeof name === 'number'
    ? `${path}[${name}]`
    : /^[A-Za-z_$][\w$]*$/.test(name)
      ? `${path}.${name}`
      : `${path}[${JSON.stringify(name)}]`

export interface Flattening {
  /** What somebody has opened or closed. */
  readonly turned: ReadonlyMap<string, boolean>
  /** Levels that are open at first. */
  readonly openDepth: number
  /** Only these, and what leads to them. */
  readonly only?: ReadonlySet<string> | undefined
}

interface Entry {
  readonly value: unknown
  readonly name: string | number | undefined
  readonly path: string
  readonly depth: number
}

/**
 * The lines of a value that are to be seen. What is closed is not looked into, so that a value of a megabyte costs what is
 * open. Without recursion: values may be nested deeper than the stack.
 */
export function linesOf(value: unknown, { turned, openDepth, only }: Flattening): readonly Line[] {
  const lines: Line[] = []
  const left: Entry[] = [{ value, name: undefined, path: '$', depth: 0 }]
  while (left.length > 0) {
    const entry = left.pop()!
    const isOpen =
      turned.get(entry.path) ?? (only !== undefined || (isHolder(entry.value) && entry.depth < openDepth))
    const line = lineOf(entry, isOpen)
    lines.push(line)
    if (!line.isOpen) continue
    if (typeof entry.value === 'string') lines.push(...partsOf(entry, entry.value))
    if (!isHolder(entry.value)) continue
    const below = entriesOf(entry.value)
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const [name, one] = below[index]!
      const path = pathTo(entry.path, name)
      if (!only || only.has(path)) left.push({ value: one, name, path, depth: entry.depth + 1 })
    }
  }
  return lines
}

function lineOf({ value, name, path, depth }: Entry, isOpen: boolean): Line {
  const kind = kindOf(value)
  const count = isHolder(value) ? (Array.isArray(value) ? value.length : Object.keys(value).length) : 0
  const text = textOf(value)
  const isCut = typeof value === 'string' && (value.length > mostChars || value.includes('\n'))
  const opens = isHolder(value) ? count > 0 : isCut
  return {
    path,
    depth,
    name,
    kind,
    count,
    isOpen: isOpen && opens && (isHolder(value) || isCut),
    text,
    isCut,
    value,
  }
}

/** A value on one line, cut. */
function textOf(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > mostChars ? `${value.slice(0, mostChars)}…` : value)
  if (!isHolder(value)) return String(value)
  if (Array.isArray(value)) return value.length === 0 ? '[ ]' : `[ ${value.length.toLocaleString('en-US')} ]`
  const keys = Object.keys(value)
  if (keys.length === 0) return '{ }'
  const shown = keys.slice(0, mostShown).map((key) => (key.length > 24 ? `${key.slice(0, 24)}…` : key))
  return `{ ${shown.join(', ')}${keys.length > mostShown ? `, … ${keys.length}` : ''} }`
}

/** A long text, in lines that are not long. */
function partsOf({ path, depth }: Entry, text: string): readonly Line[] {
  const pieces = text.split('\n').flatMap((line) => {
    if (line.length <= mostChars) return [line]
    return Array.from({ length: Math.ceil(line.length / mostChars) }, (_, index) =>
      line.slice(index * mostChars, (index + 1) * mostChars),
    )
  })
  return pieces.map((piece, index) => ({
    path: `${path}#${index}`,
    depth: depth + 1,
    name: undefined,
    kind: 'part',
    count: 0,
    isOpen: false,
    text: piece,
    isCut: false,
    value: text,
  }))
}
