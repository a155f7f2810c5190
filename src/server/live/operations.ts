import { GraphQLError } from 'graphql'
import { checkText } from '../../graphql/documents/limits.ts'
import type { SentDocument } from '../../graphql/documents/texts.ts'
import { badInput, coded } from '../../graphql/errors.ts'
import type { SentOperation } from '../../graphql/live/documents.ts'

/** How many operations one stream may have. */
export const mostOperations = 20

/** An operation of a stream, as it was sent. */
export interface NamedOperation extends CheckedOperation {
  readonly id: string
}

interface CheckedOperation extends SentOperation {
  /** Why its document is not executed. */
  readonly refusal: GraphQLError | undefined
}

/** Finds the text that whoever asks means. */
type TextOf = (sent: SentDocument) => string | undefined

/** The operation of a request of its own. */
export function sentOperation(params: unknown, textOf: TextOf): SentOperation {
  const operation = checked(params, (name) => name, textOf)
  if (operation.refusal) throw operation.refusal
  return operation
}

/** The operations in a list. Throws for a list that is none. */
export function namedOperations(list: unknown, field: string, textOf: TextOf): NamedOperation[] {
  if (!Array.isArray(list)) throw badInput(`"${field}" must be a list of operations.`, { field })
  if (list.length > mostOperations) throw tooManyOperations(list.length, field)
  const ids = new Set<string>()
  return list.map((one: unknown, index) => {
    const path = (name: string) => `${field}[${index}].${name}`
    const operation = checked(one, path, textOf)
    const id = checkedName((one as { id?: unknown }).id, path('id'))
    if (ids.has(id))
      throw badInput(`"${path('id')}" repeats the id ${JSON.stringify(id)}.`, { field: path('id') })
    ids.add(id)
    return { ...operation, id }
  })
}

/** Ids of operations that are dropped. */
export function droppedIds(list: unknown): string[] {
  if (list === undefined) return []
  if (!Array.isArray(list) || list.length > mostNames)
    throw badInput(`"drop" must be a list of at most ${mostNames} ids.`, { field: 'drop' })
  return list.map((id: unknown, index) => checkedName(id, `drop[${index}]`))
}

export const tooManyOperations = (received: number, field: string) =>
  coded('BATCH_TOO_LARGE', `A stream may have ${mostOperations} operations, not ${received}.`, {
    field,
    limit: mostOperations,
    received,
  })

const mostNames = 100
const longestName = 100

function checkedName(id: unknown, field: string): string {
  if (typeof id === 'string' && id.length > 0 && id.length <= longestName && id.isWellFormed()) return id
  throw badInput(`"${field}" must be a text of 1 to ${longestName} characters.`, { field })
}

function checked(given: unknown, path: (name: string) => string, textOf: TextOf): CheckedOperation {
  const sent = (given ?? {}) as Record<string, unknown>
  const { operationName, variables } = sent
  const { query, refusal } = textIn(sent, textOf)
  if (typeof query !== 'string')
    throw badInput(`"${path('query')}" must be a text.`, { field: path('query') })
  if (operationName != null && typeof operationName !== 'string')
    throw badInput(`"${path('operationName')}" must be a text.`, { field: path('operationName') })
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw badInput(`"${path('variables')}" must be an object.`, { field: path('variables') })
  return {
    query,
    refusal,
    operationName: operationName ?? undefined,
    variables: (variables ?? {}) as SentOperation['variables'],
  }
}

function textIn(sent: Record<string, unknown>, textOf: TextOf): { query: unknown; refusal?: GraphQLError } {
  try {
    const { query } = sent
    if (typeof query === 'string') checkText(query)
    return { query: textOf(sent) ?? query }
  } catch (error) {
    if (error instanceof GraphQLError) return { query: '', refusal: error }
    throw error
  }
}
