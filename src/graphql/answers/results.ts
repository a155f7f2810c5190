import {
  type FieldNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  isObjectType,
} from 'graphql'
import { hasManyKeys } from '../../db/json/jsonkeys.ts'
import { type Surroundings, widthOfPart } from './width.ts'

/** The field of a mutation's payload with one element per element of its input. */
export const resultsField = 'results'

/** What is known of a mutation's results before it is executed. */
export interface Results {
  /** How many values they have, without those of nested lists. */
  readonly values: number
  /** The response names of the records in the results, which may be left out. */
  readonly records: ReadonlySet<string>
}

type Variables = Readonly<Record<string, unknown>>

export function resultsOf(
  operation: OperationDefinitionNode,
  type: GraphQLObjectType,
  within: Surroundings,
  given: Variables,
): Results {
  const records = new Set<string>()
  let values = 0
  for (const field of fieldsIn(operation.selectionSet, within)) {
    const payload = getNamedType(type.getFields()[field.name.value]?.type)
    if (!isObjectType(payload)) continue
    const elements = elementsOf(field, operation, given)
    for (const part of fieldsIn(field.selectionSet, within)) {
      if (part.name.value !== resultsField) continue
      const result = getNamedType(payload.getFields()[resultsField]!.type) as GraphQLObjectType
      values += elements * widthOfPart(part, result, within)
      for (const own of fieldsIn(part.selectionSet, within)) {
        const shown = getNamedType(result.getFields()[own.name.value]?.type)
        if (isObjectType(shown) && shown.name !== 'Problem') records.add((own.alias ?? own.name).value)
      }
    }
  }
  return { values, records }
}

function* fieldsIn(set: SelectionSetNode | undefined, within: Surroundings): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsIn(selection.selectionSet, within)
    else yield* fieldsIn(within.fragments[selection.name.value]?.selectionSet, within)
  }
}

/** The number of elements in a mutation's input: its longest list. */
function elementsOf(field: FieldNode, operation: OperationDefinitionNode, given: Variables): number {
  const inNode = (node: ValueNode): number => {
    if (node.kind === Kind.LIST) return node.values.length
    if (node.kind === Kind.OBJECT) return Math.max(0, ...node.fields.map(({ value }) => inNode(value)))
    if (node.kind !== Kind.VARIABLE) return 1
    const name = node.name.value
    if (name in given) return inValue(given[name])
    const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name)
    return definition?.defaultValue ? inNode(definition.defaultValue) : 1
  }
  return Math.max(1, ...(field.arguments ?? []).map(({ value }) => inNode(value)))
}

function inValue(value: unknown): number {
  if (Array.isArray(value)) return value.length
  if (typeof value !== 'object' || value === null || hasManyKeys(value)) return 1
  return Math.max(1, ...Object.values(value).map((one) => (Array.isArray(one) ? one.length : 1)))
}

/** Removes the records. The results stay. */
export function withoutRecords(data: Record<string, unknown>, records: ReadonlySet<string>): void {
  for (const payload of Object.values(data))
    for (const results of Object.values(payload ?? {}))
      if (Array.isArray(results))
        for (const result of results as (Record<string, unknown> | null)[])
          for (const name of records) if (typeof result?.[name] === 'object') result[name] = null
}
