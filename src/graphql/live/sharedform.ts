import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isRequiredArgument,
  print,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { type Fragments, fragmentsOf } from '../documents/fragments.ts'
import { widthOfPart } from '../answers/width.ts'

/** A document without what only says which events are told: others that differ in nothing else share its answers. */
export interface SharedForm {
  readonly text: string
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Names of the variables that its answers depend on. */
  readonly variables: readonly string[]
  /** Whether fields may need statements. */
  readonly isNested: boolean
  /** How many fields an answer has, without those in nested lists. */
  readonly width: number
}

/** The root field of a subscription, which has one. */
export const rootField = (operation: OperationDefinitionNode, document: DocumentNode): FieldNode =>
  firstField(operation.selectionSet, fragmentsOf(document))!

function firstField({ selections }: SelectionSetNode, fragments: Fragments): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]!
    const found = firstField(part.selectionSet, fragments)
    if (found) return found
  }
  return undefined
}

/** Types whose objects come with the event. */
const given: ReadonlySet<string> = new Set(['Subscription', 'ExecutionChange', 'RunChange'])

export function sharedForm(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
): SharedForm {
  const types = new TypeInfo(schema)
  const used = new Set<string>()
  let isNested = false
  const whole: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
  }
  const withoutArguments = visit(
    whole,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType()?.name ?? ''
        const type = getNullableType(types.getType())
        if (!given.has(parent) && (isListType(type) || isObjectType(getNamedType(type)))) isNested = true
        return parent === 'Subscription' ? { ...node, arguments: requiredOf(types) } : undefined
      },
    }),
  )
  visit(withoutArguments, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  })
  const document = visit(withoutArguments, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  })
  const shared = document.definitions[0] as OperationDefinitionNode
  return {
    text: print(document),
    document,
    operation: shared,
    width: widthOfPart(shared, schema.getSubscriptionType()!, { schema, fragments: fragmentsOf(document) }),
    variables: [...used].toSorted(),
    isNested,
  }
}

/** An argument that must be given is a list. It is given as empty, since it is not read. */
const requiredOf = (types: TypeInfo): ArgumentNode[] =>
  (types.getFieldDef()?.args ?? []).filter(isRequiredArgument).map(({ name }) => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.LIST, values: [] },
  }))
