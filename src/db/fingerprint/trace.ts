import { atFrame, browserFrame, goFile, goName, pythonFrame } from './frames.ts'
import type { Frame } from './libraries.ts'

/** What an error says, and its stack trace. */
export interface ErrorParts {
  /** The lines that say what happened. */
  readonly head: readonly string[]
  /** The innermost first. Empty if there is no stack trace. */
  readonly frames: readonly Frame[]
}

/** What is read of a stack trace, line by line. */
interface Reader {
  head: string[]
  /** Of the last cause. */
  frames: Frame[]
  /** Of what it caused. */
  outer: readonly Frame[]
  state: 'head' | 'frames' | 'over'
  /** The last line, which may be the name of a Go function. */
  before: string
}

const mostHead = 5

/** Reads the lines of an error. Of several stack traces, that of the last Python exception and of the last cause in Java count. */
export function partsOf(text: string): ErrorParts {
  const lines = text.split('\n')
  const python = lines.findLastIndex((line) => line.includes('Traceback (most recent call last)'))
  return python < 0 ? toldFirst(lines) : toldLast(lines.slice(python + 1))
}

const isIndented = (line: string) => line.startsWith(' ') || line.startsWith('\t')

/** Python: the frames come first, the innermost last, and then what happened. */
function toldLast(lines: readonly string[]): ErrorParts {
  const frames: Frame[] = []
  const head: string[] = []
  let isOver = false
  for (const full of lines) {
    // A group of exceptions has a line on its left.
    const line = full.replace(/^ {0,40}\| ?/, '')
    const frame = isOver ? undefined : pythonFrame(line)
    if (frame) frames.unshift(frame)
    else if (isOver || (!isIndented(line) && line.trim() !== '')) {
      isOver = true
      if (line.trim() === '' || line.trimStart().startsWith('+-') || head.length === mostHead) break
      head.push(line)
    }
  }
  return { head, frames }
}

/** The others, and Python without a heading: what happened comes first, and then the frames, the innermost first. */
function toldFirst(lines: readonly string[]): ErrorParts {
  const reader: Reader = { head: [], frames: [], outer: [], state: 'head', before: '' }
  for (const line of lines) {
    read(reader, line)
    if (line.trim() !== '') reader.before = line
  }
  return { head: reader.head, frames: [...reader.frames, ...reader.outer] }
}

function read(reader: Reader, line: string): void {
  const { head, frames, outer, before } = reader
  // Other goroutines stand still, whatever happened.
  if (line.startsWith('goroutine ')) reader.state = frames.length > 0 ? 'over' : 'frames'
  if (reader.state === 'over') return
  if (line.trimStart().startsWith('Caused by: ')) {
    reader.outer = [...frames, ...outer]
    reader.frames = []
    reader.head = [...head.slice(0, 2), line]
    return
  }
  const file = goFile(line)
  const frame =
    file === undefined
      ? (atFrame(line) ?? pythonFrame(line) ?? browserFrame(line))
      : { file, name: goName(before) }
  if (frame) {
    // The name of the first function is not known to be one before its file comes.
    if (file !== undefined && frames.length === 0 && head.at(-1) === before && head.length > 1) head.pop()
    reader.state = 'frames'
    frames.push(frame)
  } else if (reader.state === 'head' && head.length < mostHead && line.trim() !== '') head.push(line)
}
