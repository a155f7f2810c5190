import {
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql'
import { hasManyKeys } from '../../db/json/jsonkeys.ts'

export type Variables = Readonly<Record<string, unknown>>

/** What says how many elements a field asks for, by the names of its arguments. */
const sizing = ['first', 'last', 'ids', 'pairs', 'buckets', 'count', 'input'] as const

/** A page of a connection that does not say how long it is. */
const usualPage = 50
/** Larger sizes are refused by the fields themselves. */
const largest = 1_000
const mostFields = 50

/** How many elements a field asks for, or `undefined` if nothing says so. */
export function sizeOf(
  node: FieldNode,
  { args }: GraphQLField<unknown, unknown>,
  operation: OperationDefinitionNode,
  variables: Variables,
): number | undefined {
  let size: number | undefined
  for (const name of sizing) {
    const argument = args.find((one) => one.name === name)
    if (!argument) continue
    const given = node.arguments?.find((one) => one.name.value === name)
    const value = (given && valueIn(given.value, operation, variables)) ?? argument.defaultValue
    if (value == null) continue
    size = Math.max(size ?? 0, countIn(value))
  }
  if (size !== undefined) return Math.min(size, largest)
  return args.some(({ name }) => name === 'first') ? usualPage : undefined
}

/** The names of the variables that may say how many elements a field asks for. */
export function sizingVariables({ arguments: given = [] }: FieldNode): string[] {
  return given
    .filter(({ name }) => (sizing as readonly string[]).includes(name.value))
    .flatMap(({ value }) => variablesIn(value))
}

function variablesIn(node: ValueNode): string[] {
  if (node.kind === Kind.VARIABLE) return [node.name.value]
  if (node.kind === Kind.LIST) return node.values.flatMap(variablesIn)
  return node.kind === Kind.OBJECT ? node.fields.flatMap(({ value }) => variablesIn(value)) : []
}

/** As it was sent: it is coerced later. */
export function variableIn(
  name: string,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Variables,
): unknown {
  if (Object.hasOwn(variables, name)) return variables[name]
  const definition = variableDefinitions?.find(({ variable }) => variable.name.value === name)
  return definition?.defaultValue && valueFromASTUntyped(definition.defaultValue)
}

/** Of a list only its length is known: its elements stay as they are written. */
export function valueIn(node: ValueNode, operation: OperationDefinitionNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variableIn(node.name.value, operation, variables)
  if (node.kind === Kind.INT) return Number(node.value)
  if (node.kind === Kind.LIST) return node.values
  if (node.kind !== Kind.OBJECT) return undefined
  return Object.fromEntries(
    node.fields.map(({ name, value }) => [name.value, valueIn(value, operation, variables)]),
  )
}

/** The length of a list, the number itself, or what an input holds most of. */
export function countIn(value: unknown): number {
  if (Array.isArray(value)) return value.length
  if (typeof value === 'number') return Math.max(0, value)
  if (typeof value !== 'object' || value === null) return 1
  // No input has so many fields. It is refused when it is coerced.
  if (hasManyKeys(value)) return 1
  let most = 1
  let fields = 0
  for (const name in value) {
    // No input has so many.
    if (++fields > mostFields) break
    const part = (value as Record<string, unknown>)[name]
    if (Array.isArray(part) || name === 'limit') most = Math.max(most, countIn(part))
  }
  return most
}
