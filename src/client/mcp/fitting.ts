/** How many characters of JSON a tool answers at most: an assistant pays for each. */
export const mostCharacters = 20_000

/** How much of a text is shown, such as an error with its stack trace. A smaller bound is tried if there is no room. */
const textBounds = [600, 300, 150]
/** How many elements of a list, or fields of an object, are shown. Then half as many, and so on. */
const mostElements = 100

type Cut = Map<string, { readonly shown: number; readonly of: number }>

interface Bounds {
  readonly text: number
  readonly elements: number
  readonly cut: Cut
}

/** The JSON of an answer within its bound. Long texts are shortened first; then lists lose their ends, and `cut` says so. */
export function fitting(answer: object): string {
  let cut: Cut = new Map()
  let shown: unknown = answer
  for (const text of textBounds) {
    cut = new Map()
    shown = within(answer, { text, elements: mostElements, cut })
    const json = jsonOf(shown, cut)
    if (json.length <= mostCharacters) return json
  }
  for (let elements = mostElements / 2; elements >= 1; elements = Math.floor(elements / 2)) {
    shown = within(shown, { text: Infinity, elements, cut })
    const json = jsonOf(shown, cut)
    if (json.length <= mostCharacters) return json
  }
  return JSON.stringify({ cut: 'The answer is too large. Ask for less.' })
}

function jsonOf(shown: unknown, cut: Cut): string {
  if (cut.size === 0) return JSON.stringify(shown)
  const told = [...cut].map(([path, { shown, of }]) => [path || 'answer', `${shown} of ${of} are shown`])
  // What comes next is what was cut.
  const { nextCursor: _, ...rest } = shown as Record<string, unknown>
  const how = 'Ask for fewer at once, or narrow the filter.'
  return JSON.stringify({ ...rest, cut: { ...Object.fromEntries(told), how } })
}

/** A copy within the bounds, without what says that nothing is there. */
function within(value: unknown, bounds: Bounds, path = ''): unknown {
  if (typeof value === 'string') return shortened(value, bounds.text)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return begun(value as readonly unknown[], bounds, path).map((one) => within(one, bounds, `${path}[]`))
  const fields = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  const at = path === '' ? '' : `${path}.`
  return Object.fromEntries(
    begun(fields, bounds, path).map(([key, one]) => [key, within(one, bounds, at + key)]),
  )
}

function begun<One>(all: readonly One[], { elements, cut }: Bounds, path: string): readonly One[] {
  if (all.length <= elements) return all
  cut.set(path, { shown: elements, of: Math.max(cut.get(path)?.of ?? 0, all.length) })
  return all.slice(0, elements)
}

export const shortened = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}… (${text.length} characters)`
