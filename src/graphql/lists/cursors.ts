import { hash } from 'node:crypto'
import { badInput } from '../errors.ts'

/** The version of cursors that this code writes. */
const version = 1

/** A list that cursors belong to: its identity, and the parts of its positions. */
export interface List {
  /** Everything in which another list could differ: kind, filter, order, owner. */
  readonly identity: string
  readonly position: Readonly<Record<string, 'string' | 'number'>>
}

/** A place in a list, opaque to clients. It holds a digest of the list, so that other lists reject it. */
export function encodeCursor(list: List, position: Readonly<Record<string, unknown>>): string {
  const values = Object.keys(list.position).map((name) => position[name])
  return Buffer.from(JSON.stringify([version, digest(list, values), ...values])).toString('base64url')
}

export function decodeCursor(list: List, text: string, field: string): Record<string, string | number> {
  const [written, check, ...values] = parse(text)
  const names = Object.entries(list.position)
  if (written !== undefined && written !== version)
    throw badInput(`"${field}" is a cursor of another version. Start from the first page.`, { field })
  const fits = values.length === names.length && names.every(([, type], index) => isOf(type, values[index]))
  if (!fits || check !== digest(list, values)) {
    throw badInput(
      `"${field}" is not a cursor of this list. Use one from its pageInfo or edges, with the same arguments.`,
      { field },
    )
  }
  return Object.fromEntries(names.map(([name], index) => [name, values[index] as string | number]))
}

const isOf = (type: 'string' | 'number', value: unknown) =>
  type === 'number' ? Number.isInteger(value) : typeof value === 'string' && !value.includes('\0')

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

const digest = (list: List, values: readonly unknown[]) =>
  hash('sha256', `${list.identity}\n${JSON.stringify(values)}`, 'base64url').slice(0, 8)
