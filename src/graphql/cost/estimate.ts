import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql'
import { fragmentsOf } from '../documents/fragments.ts'
import { type Variables, countIn, sizeOf, sizingVariables, variableIn } from './sizes.ts'
import { weightOf } from './weights.ts'

/** What a selection costs: what is answered once, and what is answered for each element of the page around it. */
interface Price {
  readonly once: number
  readonly each: number
}

/** How long a list is taken to be of which nothing says how long it is. */
const few = 10

/** An operation to be executed. */
export interface Estimated {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Variables
}

interface Known {
  readonly sizing: readonly string[]
  sizes: string
  cost: number
}

/** Documents are cached across requests. So is what an operation cost with the sizes of its last request. */
const known = new WeakMap<OperationDefinitionNode, Known>()

/** What an operation may cost: the values that it asks for if its pages are full, and the weights of its fields. */
export function estimateOf(asked: Estimated): number {
  const { operation, variables } = asked
  const found = known.get(operation)
  const sizing = found?.sizing ?? sizingOf(asked)
  const sizes = sizing.map((name) => countIn(variableIn(name, operation, variables))).join()
  if (found?.sizes === sizes) return found.cost
  const cost = priceOf(asked)
  known.set(operation, { sizing, sizes, cost })
  return cost
}

function priceOf({ schema, document, operation, variables }: Estimated): number {
  const fragments = fragmentsOf(document)
  /** A fragment is worked out once, however often it is spread. */
  const prices = new Map<string, Price>()
  const selected = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): Price => {
    let [once, each] = [0, 0]
    for (const selection of selections) {
      const price = selectionPrice(selection, type)
      once += price.once
      each += price.each
    }
    return { once, each }
  }
  const selectionPrice = (selection: SelectionNode, type: GraphQLCompositeType): Price => {
    if (selection.kind === Kind.FIELD) return fieldPrice(selection, type)
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return selected(
        selection.selectionSet,
        compositeNamed(schema, selection.typeCondition?.name.value) ?? type,
      )
    const name = selection.name.value
    let price = prices.get(name)
    const fragment = fragments[name]
    if (!price && fragment)
      price = selected(
        fragment.selectionSet,
        compositeNamed(schema, fragment.typeCondition.name.value) ?? type,
      )
    price ??= nothing
    prices.set(name, price)
    return price
  }
  const fieldPrice = (node: FieldNode, type: GraphQLCompositeType): Price => {
    const name = node.name.value
    // Tools ask about the schema, which is in memory.
    if (name === '__schema' || name === '__type') return nothing
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    if (!field) return { once: 1, each: 0 }
    const own = weightOf(type.name, name)
    const shown = getNamedType(field.type)
    const within = isCompositeType(shown) && node.selectionSet ? selected(node.selectionSet, shown) : nothing
    const size = sizeOf(node, field, operation, variables)
    if (!isListType(getNullableType(field.type)))
      return { once: own + within.once + (size ?? few) * within.each, each: 0 }
    const element = Math.max(1, within.once + few * within.each)
    return size === undefined ? { once: own, each: element } : { once: own + size * element, each: 0 }
  }
  const { once, each } = selected(operation.selectionSet, schema.getRootType(operation.operation)!)
  return once + few * each
}

const nothing: Price = { once: 0, each: 0 }

function compositeNamed(schema: GraphQLSchema, name: string | undefined): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : schema.getType(name)
  return isCompositeType(type) ? type : undefined
}

/** The variables that may say how many elements the operation asks for. */
function sizingOf({ operation, document }: Estimated): string[] {
  const fragments = fragmentsOf(document)
  const names = new Set<string>()
  const spread = new Set<string>()
  const look = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) for (const name of sizingVariables(selection)) names.add(name)
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) look(selection.selectionSet)
        continue
      }
      const name = selection.name.value
      const fragment = fragments[name]
      if (!fragment || spread.has(name)) continue
      spread.add(name)
      look(fragment.selectionSet)
    }
  }
  look(operation.selectionSet)
  return [...names]
}
