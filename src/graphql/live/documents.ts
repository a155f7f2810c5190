import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { holdsMore } from '../../db/json/jsonsize.ts'
import type { LiveDocument, Prepared } from '../../live/events.ts'
import { checkAccess } from '../access/rules.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Stores } from '../context.ts'
import { estimateOf } from '../cost/estimate.ts'
import { type QueryLimits, costsTooMuch } from '../cost/limits.ts'
import { checkText, documentCaches, parsed } from '../documents/limits.ts'
import { wrongWith } from '../documents/validating.ts'
import { badInput, coded } from '../errors.ts'
import { type SharedForm, rootField, sharedForm } from './sharedform.ts'
import { seenIn, topicOf } from './topic.ts'

/** What a client sends. */
export interface SentOperation {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
}

/** A document as it is executed for each event, for all who see the same as one of them. */
export interface Executable {
  readonly viewer: Viewer
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variableValues: Readonly<Record<string, unknown>>
}

/** A text that was read, with what is wrong with it. */
interface Read {
  readonly document: DocumentNode
  readonly errors: readonly GraphQLError[]
  readonly forms: Map<OperationDefinitionNode, SharedForm>
}

/** Those who hand on documents need not know what is executed. */
const executables = new WeakMap<LiveDocument, Executable>()

export const executableOf = (document: LiveDocument): Executable => executables.get(document)!

/** How many values the variables of an operation may hold. */
const mostValues = 20_000
/** Characters of texts and variables whose documents are shared. */
const mostKept = 2 * 2 ** 20

/** Reads operations. Texts are parsed and validated once. `storesSeenBy`: the stores as a viewer sees them. */
export function createDocuments(
  schema: GraphQLSchema,
  storesSeenBy: (viewer: Viewer) => Stores,
  limits: QueryLimits,
) {
  const reads = documentCaches<Read>().documentCache
  const executable = createSharing()

  function read(text: string): Read {
    const known = reads.get(text)
    if (known) return known
    checkText(text)
    const document = parsed(text, limits.document)
    const one: Read = { document, errors: wrongWith(schema, document, limits.document), forms: new Map() }
    reads.set(text, one)
    return one
  }

  return {
    /** Whether a text asks for a subscription. A text that is wrong does not. */
    isSubscription({ query, operationName }: SentOperation): boolean {
      // Most texts are none, and are read again where they are executed.
      if (!query.includes('subscription')) return false
      try {
        const { document } = read(query)
        return getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION
      } catch {
        return false
      }
    },
    /** What an operation watches, and its document; or what is wrong with it. */
    prepare(sent: SentOperation, viewer: Viewer): Prepared | GraphQLError[] {
      try {
        const one = read(sent.query)
        if (one.errors.length > 0) return [...one.errors]
        const operation = subscriptionIn(one.document, sent.operationName)
        const coerced = valuesOf(schema, operation, sent.variables)
        if (Array.isArray(coerced)) return coerced
        const cost = estimateOf({ schema, document: one.document, operation, variables: sent.variables })
        if (cost > limits.cost) return [costsTooMuch(cost, limits.cost)]
        const node = rootField(operation, one.document)
        const field = fieldOf(schema, node.name.value)
        checkAccess(viewer, 'Subscription', field.name)
        const seen = seenIn(viewer, storesSeenBy(viewer))
        const topic = topicOf(field.name, getArgumentValues(field, node, coerced), seen)
        const form = one.forms.get(operation) ?? sharedForm(schema, one.document, operation)
        one.forms.set(operation, form)
        return { topic, document: executable(form, sent.variables, coerced, viewer), cost }
      } catch (error) {
        if (error instanceof GraphQLError) return [error]
        throw error
      }
    },
  }
}

/** Documents with their variables, each once for all who send the same and see the same. */
function createSharing() {
  const shared = new LRUCache<string, LiveDocument>({
    maxSize: mostKept,
    sizeCalculation: (_, key) => key.length,
  })
  return (
    { text, variables: names, document, operation, isNested, width }: SharedForm,
    variables: SentOperation['variables'],
    values: object,
    viewer: Viewer,
  ): LiveDocument => {
    const used = names.filter((name) => Object.hasOwn(variables, name))
    const given = JSON.stringify(used.map((name) => [name, variables[name]]))
    const key = createHash('sha256').update(text).update(given).update(viewer.sees).digest('base64')
    const found = shared.get(key)
    if (found) return found
    const kept = Object.entries(values).filter(([name]) => names.includes(name))
    const one: LiveDocument = { isNested, width }
    executables.set(one, { document, operation, variableValues: Object.fromEntries(kept), viewer })
    // A parsed text takes much more room than its key.
    shared.set(key, one, { size: text.length + given.length })
    return one
  }
}

/** The values of the variables, or what is wrong with them. */
function valuesOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: SentOperation['variables'],
): Record<string, unknown> | GraphQLError[] {
  if (holdsMore(mostValues, variables)) throw tooManyValues()
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 10 })
  return coerced ?? [...errors]
}

export type Documents = ReturnType<typeof createDocuments>

const fieldOf = (schema: GraphQLSchema, name: string): GraphQLField<unknown, unknown> =>
  schema.getSubscriptionType()!.getFields()[name]!

function subscriptionIn(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name)
  if (!operation)
    throw badInput(
      name === undefined
        ? 'A document with several operations needs "operationName".'
        : 'The document has no operation of the name in "operationName".',
      { field: 'operationName' },
    )
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return operation
  throw badInput('Only subscriptions are answered here. Send queries and mutations to /graphql.', {
    field: 'query',
  })
}

const tooManyValues = () =>
  coded('TOO_LARGE', `The variables of an operation may hold ${mostValues} values, and these hold more.`, {
    field: 'variables',
    limit: mostValues,
    received: mostValues + 1,
  })
