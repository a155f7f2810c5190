import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql'
import { coded } from '../errors.ts'
import { fragmentsOf } from './fragments.ts'

/** Limits of a query's text, before it is validated. */
export interface DocumentLimits {
  /** The cost of validation grows with the tokens. */
  readonly tokens: number
  /** How deep fields are nested. */
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  /** Fields of an operation, those of a fragment wherever it is spread. */
  readonly fields: number
}

export const defaultDocumentLimits: DocumentLimits = {
  tokens: 10_000,
  depth: 20,
  aliases: 1_000,
  directives: 200,
  fields: 10_000,
}

/** How many levels of fields and fragments, of which some are fields. Who executes a document goes down with each. */
const levelsOfDepth = 10

type Counted = Exclude<keyof DocumentLimits, 'tokens'> | 'levels'

const words: Readonly<Record<Counted, readonly [string, string]>> = {
  depth: ['levels of fields', 'Ask for what is nested deeper by its id'],
  aliases: ['aliases', 'Ask in several requests, or by a list of ids'],
  levels: ['levels of fields and fragments', 'Ask for what is nested deeper by its id'],
  directives: ['directives', 'Send another text instead'],
  fields: ['fields, those of fragments counted wherever they are spread', 'Ask in several requests'],
}

/** Throws if a document is larger than may be validated. */
export function checkShape(document: DocumentNode, limits: DocumentLimits): void {
  const most = { ...limits, levels: levelsOfDepth * limits.depth }
  const check = (what: Counted, received: number) => {
    if (received > most[what]) throw tooMuch(what, most[what], received)
  }
  let [aliases, directives] = [0, 0]
  visit(document, {
    Field: ({ alias }) => void (alias && (aliases += 1)),
    Directive: () => void (directives += 1),
  })
  check('aliases', aliases)
  check('directives', directives)
  const shapeIn = createShapes(document)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const { fields, depth, levels } = shapeIn(definition.selectionSet)
    check('fields', fields)
    check('depth', depth)
    check('levels', levels)
  }
}

interface Shape {
  readonly fields: number
  readonly depth: number
  /** Of fields and fragments. */
  readonly levels: number
}

/** Each fragment is looked at once, however often it is spread. */
function createShapes(document: DocumentNode): (set: SelectionSetNode) => Shape {
  const fragments = fragmentsOf(document)
  const known = new Map<FragmentDefinitionNode, Shape>()
  const shapeIn = ({ selections }: SelectionSetNode): Shape => {
    let [fields, depth, levels] = [0, 0, 0]
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD
      if (isField) fields += 1
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? shapeOf(fragments[selection.name.value])
          : selection.selectionSet
            ? shapeIn(selection.selectionSet)
            : empty
      levels = Math.max(levels, inner.levels + 1)
      // Tools ask about the schema, and for that they nest deep.
      if (isField && selection.name.value.startsWith('__')) {
        depth = Math.max(depth, 1)
        continue
      }
      fields += inner.fields
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0))
    }
    return { fields, depth, levels }
  }
  const shapeOf = (fragment: FragmentDefinitionNode | undefined): Shape => {
    if (!fragment) return empty
    const found = known.get(fragment)
    if (found) return found
    // One that spreads itself is refused when it is validated.
    known.set(fragment, empty)
    const shape = shapeIn(fragment.selectionSet)
    known.set(fragment, shape)
    return shape
  }
  return shapeIn
}

const empty: Shape = { fields: 0, depth: 0, levels: 0 }

function tooMuch(what: Counted, limit: number, received: number) {
  const [things, instead] = words[what]
  const said = Number.isSafeInteger(received) ? received : Number.MAX_SAFE_INTEGER
  return coded('QUERY_TOO_EXPENSIVE', `The query has ${said} ${things}. The limit is ${limit}. ${instead}.`, {
    field: 'query',
    limit,
    received: said,
  })
}
