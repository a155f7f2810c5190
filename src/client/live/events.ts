/** An event of a stream of `text/event-stream`. */
export interface ServerEvent {
  readonly name: string
  readonly id: string | undefined
  readonly data: string
}

/** Takes the bytes of a stream as they come, cut anywhere, and tells each event when it is whole. */
export function createEventParser(tell: (event: ServerEvent) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder()
  let unfinished = ''
  let isAfterReturn = false
  let [name, data] = ['', [] as string[]]
  let id: string | undefined

  const endEvent = () => {
    if (data.length > 0) tell({ name: name || 'message', id, data: data.join('\n') })
    name = ''
    data = []
    id = undefined
  }
  const takeLine = (line: string) => {
    if (line === '') return endEvent()
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }
  return (chunk) => {
    const decoded = decoder.decode(chunk, { stream: true })
    if (decoded === '') return
    // The first half of this line's end came with the last chunk.
    const text = isAfterReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded
    isAfterReturn = decoded.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    lines[0] = unfinished + lines[0]!
    unfinished = lines.pop()!
    lines.forEach(takeLine)
  }
}
