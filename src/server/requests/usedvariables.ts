import { type DocumentNode, getOperationAST } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import { hasManyKeys } from '../../db/json/jsonkeys.ts'

interface Execution {
  readonly document: DocumentNode
  readonly operationName?: string | null
  readonly contextValue: { readonly params: GraphQLParams }
  variableValues?: Record<string, unknown> | null
}

/** Variables up to this size are no longer counted as a body. */
const little = 16 * 1024

/**
 * Reduces a request's parameters to the variables that its operation declares, so that a waiting request does not hold
 * the rest of its body. Returns whether they are small.
 */
export function keepUsed(execution: Execution): boolean {
  const { document, operationName, contextValue } = execution
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {}
  const given = execution.variableValues ?? {}
  const names = variableDefinitions.map(({ variable }) => variable.name.value)
  const used = Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  )
  execution.variableValues = used
  contextValue.params.variables = used
  contextValue.params.extensions = {}
  return isLittle(used)
}

/** Stops as soon as the value is too large. */
function isLittle(value: unknown): boolean {
  const open = [value]
  let left = little
  while (open.length > 0 && left > 0) {
    const next = open.pop()
    left -= 64
    if (typeof next === 'string') left -= next.length
    else if (Array.isArray(next) && next.length * 64 > left) return false
    else if (typeof next === 'object' && next !== null) {
      if (hasManyKeys(next)) return false
      for (const key of Object.keys(next)) {
        left -= key.length
        open.push((next as Record<string, unknown>)[key])
        if (open.length * 64 > left) return false
      }
    }
  }
  return left > 0
}
