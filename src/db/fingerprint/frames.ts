import { isDigit } from './characters.ts'
import type { Frame } from './libraries.ts'

/** The frame that a line of a Python stack trace names. */
export function pythonFrame(line: string): Frame | undefined {
  const text = line.trimStart()
  if (!text.startsWith('File "')) return undefined
  const end = text.indexOf('"', 6)
  if (end < 0 || !text.startsWith(', line ', end + 1)) return undefined
  const place = text.indexOf(', in ', end)
  return { file: text.slice(6, end), name: place < 0 ? '' : text.slice(place + 5).trim() }
}

/** The frame of a line such as `at name (file:1:2)`, as JavaScript, Java and .NET write it. */
export function atFrame(line: string): Frame | undefined {
  const text = line.trim()
  if (!text.startsWith('at ') || text.length === line.length) return undefined
  const said = text.slice(3)
  const open = said.indexOf('(')
  if (open < 0) {
    const file = withoutPlace(withoutPrefix(said))
    return file.includes(' ') || (file === said && said !== '<anonymous>') ? undefined : { name: '', file }
  }
  const close = said.lastIndexOf(')')
  const file = withoutPlace(said.slice(open + 1, close > open ? close : undefined))
  return { name: withoutModule(withoutPrefix(said.slice(0, open).trimEnd())), file }
}

/** The frame of a line such as `name@file:1:2`, as Firefox and Safari write it. */
export function browserFrame(line: string): Frame | undefined {
  const text = line.trim()
  const at = text.indexOf('@')
  const file = at < 0 ? text : withoutPlace(text)
  if (file === text || !file.includes('/')) return undefined
  return { name: text.slice(0, at), file: file.slice(at + 1) }
}

/** The file of a line behind the name of a Go function. */
export function goFile(line: string): string | undefined {
  if (!line.startsWith('\t') && !line.startsWith('    ')) return undefined
  const text = line.trim()
  const end = text.indexOf('.go:')
  return end > 0 && isDigit(text.charCodeAt(end + 4)) && !text.slice(0, end).includes(' ')
    ? text.slice(0, end + 3)
    : undefined
}

/** The name of a Go function, from the line before its file. */
export function goName(line: string): string {
  const name = line.startsWith('created by ') ? line.slice(11) : line
  const inRoutine = name.indexOf(' in goroutine ')
  const whole = inRoutine < 0 ? name : name.slice(0, inRoutine)
  const open = whole.lastIndexOf('(')
  return whole.endsWith(')') && open > 0 ? whole.slice(0, open) : whole.trim()
}

function withoutPrefix(name: string): string {
  for (const prefix of ['async ', 'new '])
    if (name.startsWith(prefix)) return withoutPrefix(name.slice(prefix.length))
  const alias = name.indexOf(' [as ')
  return alias < 0 ? name : name.slice(0, alias)
}

/** Java names the module before a slash, and a class loader before another one. */
const withoutModule = (name: string) => name.slice(name.lastIndexOf('/') + 1)

/** A file without line and column. */
function withoutPlace(file: string): string {
  let end = file.length
  for (let part = 0; part < 2; part += 1) {
    let from = end
    while (isDigit(file.charCodeAt(from - 1))) from -= 1
    if (from === end || file[from - 1] !== ':') break
    end = from - 1
  }
  return file.slice(0, end)
}
