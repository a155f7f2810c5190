/** A stretch of an error's lines that are shown alike. */
export interface Stretch {
  readonly kind: 'text' | 'own' | 'library' | 'message'
  readonly lines: readonly string[]
  /** Of library frames: how many, and of which packages. */
  readonly frames: number
  readonly packages: readonly string[]
}

const python = /^\s*File "([^"]+)", line \d+/
const script =
  /^\s*at (?:.*\()?((?:file:\/\/|node:|[\w@./\\~-]+[/\\]|[A-Z]:\\)[^():]*|<anonymous>|native)[:)]?/
const java = /^\s*at ([\w$.]+)\.[\w$<>]+\([\w$. ]+(?::\d+)?\)/
const go = /^\s+(\/\S+\.go):\d+/
const libraries =
  /(?:site|dist)-packages\/|node_modules\/|\/lib\/python\d|[/\\]Python\d+[/\\]lib[/\\]|^node:|^<frozen|<anonymous>|^native|\/usr\/(?:local\/)?(?:lib|go)\/|\/go\/pkg\/mod\/|^(?:java|javax|jdk|sun|scala|kotlin|org\.(?:apache|springframework|junit|eclipse))[./]/

interface Frame {
  readonly place: string
  readonly isLibrary: boolean
}

function frameOf(line: string): Frame | undefined {
  const place = (python.exec(line) ?? java.exec(line) ?? script.exec(line) ?? go.exec(line))?.[1]
  return place === undefined ? undefined : { place, isLibrary: libraries.test(place) }
}

/** `torch` of `/usr/lib/python3/site-packages/torch/nn/x.py`. */
function packageOf(place: string): string | undefined {
  const [, found] =
    /(?:site-packages|dist-packages|node_modules)\/((?:@[^/]+\/)?[^/]+)/.exec(place) ??
    /^(node):/.exec(place) ??
    /\/lib\/(python)\d/.exec(place) ??
    /^((?:java|javax|jdk|scala|kotlin)|(?:[a-z]+\.[a-z]+))[./]/.exec(place) ??
    []
  return found?.replace(/\.py$/, '')
}

/**
 * The lines of an error in stretches: frames of libraries together, so that they can be folded, frames of the user's own
 * code, and the message. Nothing is lost: the lines of all stretches are those of the error.
 */
export function stretchesOf(error: string): readonly Stretch[] {
  const lines = error.split('\n')
  const message = messageOf(lines)
  const stretches: { kind: Stretch['kind']; lines: string[]; places: string[] }[] = []
  let frame: Frame | undefined
  for (const [index, line] of lines.entries()) {
    const begun = frameOf(line)
    if (begun) frame = begun
    else if (frame && !/^\s/.test(line)) frame = undefined
    const isMessage = index >= message.from && index < message.to
    const kind: Stretch['kind'] = isMessage
      ? 'message'
      : frame
        ? frame.isLibrary
          ? 'library'
          : 'own'
        : 'text'
    const last = stretches.at(-1)
    const places = begun ? [begun.place] : []
    if (last?.kind === kind) {
      last.lines.push(line)
      last.places.push(...places)
    } else stretches.push({ kind, lines: [line], places })
  }
  return stretches.map(({ kind, lines: of, places }) => ({
    kind,
    lines: of,
    frames: places.length,
    packages: [...new Set(places.flatMap((place) => packageOf(place) ?? []))],
  }))
}

/** Where the message is: behind the last frame, as in Python, or else before the first. */
function messageOf(lines: readonly string[]): { from: number; to: number } {
  const isFrame = lines.map((line) => frameOf(line) !== undefined)
  const [first, last] = [isFrame.indexOf(true), isFrame.lastIndexOf(true)]
  if (first === -1) return { from: 0, to: 1 }
  const after = lines.findIndex((line, index) => index > last && /^\S/.test(line))
  const isPython = python.test(lines[last]!)
  return isPython && after !== -1 ? { from: after, to: lines.length } : { from: 0, to: first }
}

/** What a narrow screen shows at first: the last frame of the user's own code, and the message. */
export function gistOf(stretches: readonly Stretch[]): readonly Stretch[] {
  const own = stretches.findLast(({ kind }) => kind === 'own')
  return stretches.flatMap((one) => {
    if (one.kind === 'message') return [one]
    const from = one.lines.findLastIndex((line) => frameOf(line) !== undefined)
    return one === own ? [{ ...one, lines: one.lines.slice(from), frames: 1 }] : []
  })
}

const mostHeadline = 90

/** A sentence as a headline: of a long message, whole below it, the first sentence. */
export function headline(summary: string): string {
  if (summary.length <= mostHeadline) return summary
  const colon = summary.indexOf(': ')
  const end = summary.indexOf('. ', Math.max(colon, 20))
  return end === -1 ? summary : summary.slice(0, end)
}
