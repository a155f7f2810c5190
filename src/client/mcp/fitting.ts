/** How many characters of JSON a tool answers at most: an assistant pays for each. */
export const mostCharacters = 20_000

/** How much of a text is shown, such as an error with its stack trace, and how many elements of a list or an object. */
interface Bounds {
  readonly text: number
  readonly elements: number
}

/** Tried one after another until there is room. */
const tries: readonly Bounds[] = [
  ...[600, 300, 150].map((text) => ({ text, elements: 100 })),
  ...[50, 25, 12, 6, 3, 1].map((elements) => ({ text: 150, elements })),
]

/** The JSON of an answer within its bound. Long texts are shortened first; then lists lose their ends, and `cut` says so. */
export function fitting(answer: object): string {
  for (const bounds of tries) {
    const shrinking: Shrinking = { ...bounds, cut: new Map(), left: mostCharacters }
    const shown = within(answer, shrinking)
    const text = shrinking.left < 0 ? undefined : jsonOf(shown, shrinking.cut)
    if (text !== undefined && text.length <= mostCharacters) return text
  }
  return JSON.stringify({ cut: 'The answer is too large. Ask for less.' })
}

interface Shrinking extends Bounds {
  /** By the path of a list, how many of its elements are shown, and of how many. */
  readonly cut: Map<string, { readonly shown: number; readonly of: number }>
  /** Characters. Once none are left, the rest is not looked at. */
  left: number
}

function jsonOf(shown: unknown, cut: Shrinking['cut']): string {
  if (cut.size === 0) return JSON.stringify(shown)
  const told = [...cut].map(([path, { shown, of }]) => [path || 'answer', `${shown} of ${of} are shown`])
  // What comes next is what was cut.
  const { nextCursor: _, ...rest } = shown as Record<string, unknown>
  const how = 'Ask for fewer at once, or narrow the filter.'
  return JSON.stringify({ ...rest, cut: { ...Object.fromEntries(told), how } })
}

/** A copy within the bounds, without what says that nothing is there. */
function within(value: unknown, to: Shrinking, path = ''): unknown {
  if (to.left < 0) return undefined
  if (typeof value === 'string') {
    const text = shortened(value, to.text)
    to.left -= text.length
    return text
  }
  to.left -= 1
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return begun(value as readonly unknown[], to, path).map((one) => within(one, to, `${path}[]`))
  const fields = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  const at = path === '' ? '' : `${path}.`
  return Object.fromEntries(begun(fields, to, path).map(([key, one]) => [key, within(one, to, at + key)]))
}

function begun<One>(all: readonly One[], { elements, cut }: Shrinking, path: string): readonly One[] {
  if (all.length <= elements) return all
  cut.set(path, { shown: elements, of: Math.max(cut.get(path)?.of ?? 0, all.length) })
  return all.slice(0, elements)
}

export const shortened = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}… (${text.length} characters)`
