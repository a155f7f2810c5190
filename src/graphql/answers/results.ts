import {
  type FieldNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  isObjectType,
} from 'graphql'
import { type Variables, countIn, valueIn } from '../cost/sizes.ts'
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

/** The number of elements in a mutation's input, wherever they are written: lists within an element do not count. */
const elementsOf = (field: FieldNode, operation: OperationDefinitionNode, given: Variables): number =>
  Math.max(1, ...(field.arguments ?? []).map(({ value }) => countIn(valueIn(value, operation, given))))

/** Removes the records. The results stay. */
export function withoutRecords(data: Record<string, unknown>, records: ReadonlySet<string>): void {
  for (const payload of Object.values(data))
    for (const results of Object.values(payload ?? {}))
      if (Array.isArray(results))
        for (const result of results as (Record<string, unknown> | null)[])
          for (const name of records) if (typeof result?.[name] === 'object') result[name] = null
}
