import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'

export type Surroundings = Pick<GraphQLResolveInfo, 'fragments' | 'schema'>

/** Documents are cached across requests, and so are the widths of their parts. */
const known = new WeakMap<Part, number>()

type Part = FieldNode | FragmentDefinitionNode | OperationDefinitionNode

/** How many values an object or each element of a list has: its fields, without those in nested lists. */
export function widthOf({ fieldNodes, returnType, schema, fragments }: GraphQLResolveInfo): number {
  const type = getNamedType(returnType) as GraphQLObjectType
  return fieldNodes.reduce((sum, node) => sum + widthOfPart(node, type, { schema, fragments }), 0)
}

/** A field that a directive leaves out counts too, and one that is selected twice counts twice. */
const selectedValues = (
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  within: Surroundings,
): number => selections.reduce((sum, selection) => sum + valuesOf(selection, type, within), 0)

function valuesOf(selection: SelectionNode, type: GraphQLObjectType, within: Surroundings): number {
  if (selection.kind === Kind.INLINE_FRAGMENT)
    return selectedValues(selection.selectionSet, typeNamed(selection, within.schema) ?? type, within)
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    const fragment = within.fragments[selection.name.value]!
    return widthOfPart(fragment, typeNamed(fragment, within.schema)!, within)
  }
  const name = selection.name.value
  if (name === '__schema' || name === '__type')
    return valuesOfIntrospection * fieldsIn(selection.selectionSet, within)
  const field = type.getFields()[name]
  const shown = field && !isListType(getNullableType(field.type)) && getNamedType(field.type)
  return shown && isObjectType(shown) ? 1 + widthOfPart(selection, shown, within) : 1
}

/** A field of introspection appears about once for each field of the schema. Its lists are not counted. */
const valuesOfIntrospection = 800

const fieldsOfFragments = new WeakMap<FragmentDefinitionNode, number>()

/** How many fields are selected in a part of introspection, at any depth. */
function fieldsIn(set: SelectionSetNode | undefined, within: Surroundings): number {
  return (set?.selections ?? []).reduce((sum, selection) => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return sum + (selection.kind === Kind.FIELD ? 1 : 0) + fieldsIn(selection.selectionSet, within)
    const fragment = within.fragments[selection.name.value]!
    let fields = fieldsOfFragments.get(fragment)
    if (fields === undefined)
      fieldsOfFragments.set(fragment, (fields = fieldsIn(fragment.selectionSet, within)))
    return sum + fields
  }, 0)
}

/** The same for a part of a document, or for an operation. */
export function widthOfPart(part: Part, type: GraphQLObjectType, within: Surroundings): number {
  let width = known.get(part)
  if (width === undefined) {
    width = part.selectionSet ? selectedValues(part.selectionSet, type, within) : 0
    known.set(part, width)
  }
  return width
}

const typeNamed = (
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined },
  schema: GraphQLSchema,
) => (typeCondition && schema.getType(typeCondition.name.value)) as GraphQLObjectType | undefined
