import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  print,
  visit,
} from 'graphql'
import { coded, shortened } from '../errors.ts'
import { fragmentsOf } from './fragments.ts'

/** Further conflicts are not told. */
const mostConflicts = 10

/**
 * The conflicts of a valid document: fields that are answered under one name in one place, but are different or have
 * different arguments. The schema has no interfaces and no unions, so fields of one place are of one type. Each is
 * compared with the first of its name: graphql-js's rule compares each two. `budget`: how many selections may be
 * looked at, those of a fragment in each place where it is spread. It tells how many are left.
 */
export function conflictsIn(document: DocumentNode, budget: { left: number }): GraphQLError[] {
  const limit = budget.left
  const { isSame, tell } = createComparison()
  const collect = createCollection(document, budget)
  const conflicts: GraphQLError[] = []
  const open: (readonly SelectionSetNode[])[] = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [[one.selectionSet]] : [],
  )
  for (let sets = open.pop(); sets; sets = open.pop()) {
    for (const [name, fields] of collect(sets)) {
      const first = fields[0]!
      const other = fields.find((field) => !isSame(first, field))
      if (other) conflicts.push(tell(name, first, other))
      if (conflicts.length === mostConflicts) return conflicts
      const below = fields.flatMap(({ selectionSet }) => selectionSet ?? [])
      if (below.length > 0) open.push(below)
    }
    if (budget.left < 0) return [tooMany(limit)]
  }
  return conflicts
}

const tooMany = (limit: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `The query has more than ${limit} fields and fragments, those of fragments counted wherever they are spread. Ask in several requests.`,
    { field: 'query', limit, received: limit + 1 },
  )

type FieldsByName = ReadonlyMap<string, readonly FieldNode[]>

/** Returns what finds the fields that are answered in one place, each fragment once. */
function createCollection(document: DocumentNode, budget: { left: number }) {
  const fragments = fragmentsOf(document)
  return (sets: readonly SelectionSetNode[]): FieldsByName => {
    const fields = new Map<string, FieldNode[]>()
    const spread = new Set<string>()
    const take = (selection: SelectionNode) => {
      if (budget.left < 0) return
      budget.left -= 1
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        const known = fields.get(name)
        if (known) known.push(selection)
        else fields.set(name, [selection])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) selection.selectionSet.selections.forEach(take)
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        fragments[selection.name.value]?.selectionSet.selections.forEach(take)
      }
    }
    for (const { selections } of sets) selections.forEach(take)
    return fields
  }
}

/** Compares fields by name and arguments. Each is printed once, however often it is compared. */
function createComparison() {
  const numbers = new Map<string, number>()
  const known = new Map<FieldNode, number>()
  /** The same for fields of one name and the same arguments. */
  const numberOf = (field: FieldNode): number => {
    let number = known.get(field)
    if (number !== undefined) return number
    const text = textOf(field)
    number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    known.set(field, number)
    return number
  }
  return {
    isSame: (one: FieldNode, other: FieldNode) => one === other || numberOf(one) === numberOf(other),
    tell(name: string, one: FieldNode, other: FieldNode): GraphQLError {
      const [own, its] = [one.name.value, other.name.value]
      const why = own === its ? 'they have differing arguments' : `"${own}" and "${its}" are different fields`
      const message = `Fields "${name}" conflict because ${why}. Use different aliases on the fields to fetch both if this was intentional.`
      return new GraphQLError(shortened(message), { nodes: [one, other] })
    },
  }
}

/** The order of arguments, and that of fields of input objects, does not matter. */
const textOf = ({ name, arguments: given = [] }: FieldNode): string =>
  [name.value, ...given.map((argument) => print(sorted(argument))).toSorted()].join()

const sorted = <Node extends NonNullable<FieldNode['arguments']>[number]>(argument: Node): Node =>
  visit(argument, {
    ObjectValue: {
      leave: (node) => ({
        ...node,
        fields: node.fields.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1)),
      }),
    },
  })
