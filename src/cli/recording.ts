import { parseJson } from '../db/json/longjson.ts'
import type { ExecutionInput } from '../client/index.ts'
import type { Out } from './command.ts'
import { type Line, bytesOf, linesIn } from './lines.ts'
import { clientOf } from './options/client.ts'
import { plain } from './printing.ts'

interface Asked {
  readonly url: string
  readonly token: string | undefined
  readonly json: boolean
  readonly backend: string | undefined
  readonly onConflict: 'FAIL' | 'IGNORE' | 'REPLACE'
  /** Absent: standard input. */
  readonly file: string | undefined
}

/** An execution, and where it stands: `line 7`, or `element 7` of a list. */
interface Placed {
  readonly execution: ExecutionInput
  readonly place: string
  readonly characters: number
}

/** Of one request: the API takes 500 elements, and servers bodies of 8 MiB unless told otherwise. */
const mostElements = 500
const mostCharacters = 1024 * 1024

/** Sends executions in parts, and says of each what became of it. */
export async function recordFrom(asked: Asked, { say, tell }: Out): Promise<void> {
  const client = clientOf(asked)
  const { json, onConflict, backend, file } = asked
  let [stored, refused] = [0, 0]
  const send = async (part: readonly Placed[]) => {
    const options = { onConflict, ...(backend !== undefined && { backend }) }
    const results = await client.record(
      part.map(({ execution }) => execution),
      options,
    )
    for (const [index, result] of results.entries()) {
      if (json) say(JSON.stringify(result))
      if (result.ok) stored += 1
      else refused += 1
      const { problem } = result
      if (problem) tell(`${part[index]!.place}: ${problem.code}: ${plain(problem.message)}`)
    }
  }
  try {
    for await (const part of partsOf(placedIn(linesIn(bytesOf(file).stream)))) await send(part)
  } finally {
    if (!json && stored + refused > 0) say(`Recorded ${stored} ${stored === 1 ? 'execution' : 'executions'}.`)
  }
  if (refused > 0) throw new Error(`${refused} of ${stored + refused} executions were refused.`)
}

/** As many as fit one request. What came before something that is wrong is sent before that is told. */
async function* partsOf(all: AsyncIterable<Placed>): AsyncGenerator<readonly Placed[]> {
  let part: Placed[] = []
  let characters = 0
  let wrong: { readonly error: unknown } | undefined
  const others = all[Symbol.asyncIterator]()
  for (;;) {
    const { value: one, done } = await others.next().catch((error: unknown) => {
      wrong = { error }
      return { value: undefined, done: true as const }
    })
    if (done) break
    const isFull = part.length === mostElements || characters + one.characters > mostCharacters
    if (isFull && part.length > 0) {
      yield part
      part = []
      characters = 0
    }
    part.push(one)
    characters += one.characters
  }
  if (part.length > 0) yield part
  if (wrong) throw wrong.error
}

/** Lines of objects. Where the first line is no whole object, all of them together are one text of JSON. */
async function* placedIn(lines: AsyncGenerator<Line>): AsyncGenerator<Placed> {
  const { value: first } = (await lines.next()) as IteratorResult<Line, undefined>
  if (!first) return
  const found = parsed(first.text)
  if (!isObject(found)) {
    let text = first.text
    for await (const line of lines) text += `\n${line.text}`
    yield* elementsIn(text)
    return
  }
  yield placed(found, `line ${first.number}`, first.text.length)
  for await (const { number, text } of lines) {
    const value = parsed(text)
    if (!isObject(value)) throw new Error(`Line ${number} is not a JSON object. All before it was sent.`)
    yield placed(value, `line ${number}`, text.length)
  }
}

function* elementsIn(text: string): Generator<Placed> {
  const value = parsed(text)
  const elements: unknown[] = Array.isArray(value) ? value : [value]
  for (const [index, element] of elements.entries()) {
    if (!isObject(element))
      throw new Error('This is neither JSON objects, a line each, nor a JSON list of them.')
    yield placed(element, `element ${index}`, elements.length === 1 ? 0 : JSON.stringify(element).length)
  }
}

/** The server says what is wrong with its fields. */
const placed = (value: object, place: string, characters: number): Placed => ({
  execution: value as ExecutionInput,
  place,
  characters,
})

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
