import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Frame, isOfLibrary } from './libraries.ts'
import { isControl } from './characters.ts'
import { normalise } from './normalise.ts'
import { endOfControl } from './scan.ts'
import { partsOf } from './trace.ts'

/** The version of the rules. With another one, all groups are made anew. One character, since groups sort by it. */
export const fingerprintVersion = '1'

/** Only the beginning of an error is read. */
export const mostRead = 8_192

/** Of what it says, without its stack trace. */
const longestHead = 2_000
const mostFrames = 3
const longestTitle = 200

/** What errors of one group have in common. Empty if nothing of the error is left. */
export function commonOf(error: string): string {
  const { head, frames } = partsOf(error.slice(0, mostRead))
  const said = normalise(head.join('\n').slice(0, longestHead)).text
  return [said, ...ownFrames(frames)].filter(Boolean).join('\n')
}

/** The id of the group of an error; `null` if it says nothing. */
export function groupOf(error: string): string | null {
  const common = commonOf(error)
  return common === '' ? null : `${fingerprintVersion}:${hash('sha256', common).slice(0, 16)}`
}

/** What happened, in one line, as one error says it. */
export function titleOf(error: string): string {
  const beginning = error.slice(0, mostRead)
  const [first = beginning] = partsOf(beginning).head
  const line = withoutControls(first)
  const words = line.split(/\s/).filter(Boolean).join(' ')
  if (words.length <= longestTitle) return words
  const cut = words.slice(0, longestTitle - 1)
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** A frame as it is in a group, and whether it is of a library. */
interface Named {
  readonly name: string
  readonly isOfLibrary: boolean
}

/** The same frames are in many errors. */
const known = new LRUCache<string, Named>({ max: 5_000 })
/** Longer ones are not kept. */
const longestKey = 500

function named(frame: Frame): Named {
  const key = `${frame.name}\n${frame.file}`
  let found = known.get(key)
  if (found) return found
  found = { name: nameOf(frame), isOfLibrary: isOfLibrary(frame) }
  if (key.length <= longestKey) known.set(key, found)
  return found
}

/** The text with a blank for each control character and each sequence that colours. */
function withoutControls(text: string): string {
  const at = (index: number) => text.charCodeAt(index)
  let plain = ''
  for (let index = 0; index < text.length;) {
    const isPlain = !isControl(at(index))
    plain += isPlain ? text[index] : ' '
    index = isPlain ? index + 1 : endOfControl({ text, at }, index)
  }
  return plain
}

/** The innermost frames of the user's own code, each once; of a library if there are no others. */
function ownFrames(frames: readonly Frame[]): string[] {
  const [own, others] = [new Set<string>(), new Set<string>()]
  for (const frame of frames) {
    const one = named(frame)
    if (!one.isOfLibrary) own.add(one.name)
    else if (others.size < mostFrames) others.add(one.name)
    if (own.size === mostFrames) break
  }
  return [...(own.size > 0 ? own : others)]
}

/** Without folders, which differ from place to place, and without numbers of lines, which differ from version to version. */
function nameOf({ name, file }: Frame): string {
  const [path = ''] = file.split('?')
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return normalise(`${name} ${base}`).text
}
