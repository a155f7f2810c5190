import type { Asked, PageArguments } from './connections.ts'
import { connection, pageOf } from './connections.ts'
import type { Context } from '../context.ts'
import type { List } from './cursors.ts'
import type { NestedLoader } from '../loading/batching.ts'
import type { Loaders } from '../loading/loaders.ts'

/** Maximum elements of a page of a nested list. */
const mostNested = 1_000

/** A list nested in a record. */
export interface NestedPages<Parent, Row, Key> {
  /** Everything but the parent in which another list could differ. */
  readonly name: string
  readonly position: List['position']
  readonly keyOf: (parent: Parent) => Key
  readonly loader: (loaders: Loaders) => NestedLoader<Row, Key>
  /** Adds rows of the page from elsewhere. */
  readonly complete?: (rows: Row[], parent: Parent, page: Asked, context: Context) => Promise<Row[]>
}

/** Resolves a nested list, through the loader that reads such pages for all records at once. */
export const nestedPages =
  <Parent extends { readonly backend: string }, Row extends object, Key extends object>({
    name,
    position,
    keyOf,
    loader,
    complete,
  }: NestedPages<Parent, Row, Key>) =>
  async (parent: Parent, args: PageArguments, context: Context) => {
    const key = keyOf(parent)
    const list = { identity: JSON.stringify([name, parent.backend, key]), position }
    const asked = pageOf(args, list, mostNested)
    const { limit, from, backward } = asked
    const read = await loader(loadersOf(context, parent.backend))({ limit, from, backward }).load(key)
    const rows = complete ? await complete(read, parent, asked, context) : read
    // A row that is read once may appear in the answer many times: `run { executions { run { … } } }` multiplies.
    context.look().deliver(rows.length)
    return connection(list, asked, rows)
  }

export function loadersOf(context: Context, name: string): Loaders {
  return context.look().load(context.backends.find((backend) => backend.name === name)!)
}
