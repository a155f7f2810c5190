import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  getOperationAST,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { holdsMore } from '../../db/json/jsonsize.ts'
import { turn } from '../../db/turn.ts'
import { type Coercion, type Coercions, createCoercions, illTyped } from './coercion.ts'
import { badInput, coded } from '../errors.ts'
import { IllTyped, type PathWithin, wrongAt } from './illtyped.ts'
import { coerceElements, elementsIn, elementsOf } from './manyelements.ts'

/** How many values variables may hold. A JSON field counts as one. */
export const mostVariableValues = 200_000

const tooManyValues = () =>
  coded(
    'TOO_LARGE',
    `The variables of a request may hold ${mostVariableValues} values (a JSON field counts as one), and these hold more. Send fewer elements in one request.`,
    {
      field: 'variables',
      limit: mostVariableValues,
      received: mostVariableValues + 1,
      http: { status: 413, spec: true },
    },
  )

/** Of so few the executor says all that is wrong with them. */
const littleValues = 1_000
/** More values are coerced in turns with other requests. */
const manyValues = 20_000

/** A document whose variables the executor takes unchanged, and how to coerce those of each operation. */
interface Prepared {
  readonly document: DocumentNode
  readonly variables: ReadonlyMap<OperationDefinitionNode, readonly Variable[]>
}

interface Variable {
  readonly name: string
  readonly type: GraphQLInputType | undefined
  readonly coercion: Coercion
  /** Used if no value is given. `undefined` leaves the variable out. */
  readonly missing: unknown
}

/**
 * Coerces variable values before execution. An ill-typed element of a plural mutation's list becomes an `IllTyped`,
 * which the mutation answers with a problem at its index. Any other ill-typed value is rejected by the executor, in its
 * words.
 */
export function useVariables(schema: GraphQLSchema): Plugin {
  const isElement = elementsOf(schema)
  let early: WeakMap<object, unknown> | undefined
  const coercions = createCoercions((type, coercion) => {
    if (!isElement(type)) return coercion
    return (value) => {
      if (early?.has(value as object)) return early.get(value as object)
      const result = coercion(value)
      return result === illTyped ? new IllTyped(value, type, coercions.takePlace()) : result
    }
  }, tooManyValues)
  const known = new WeakMap<DocumentNode, Prepared>()
  const preparedFor = (document: DocumentNode): Prepared => {
    let prepared = known.get(document)
    if (!prepared) known.set(document, (prepared = prepare(document, schema, coercions)))
    return prepared
  }
  const coercedArgs = (args: ExecutionArgs): ExecutionArgs => {
    const operation = getOperationAST(args.document, args.operationName)
    if (!operation?.variableDefinitions?.length) return args
    const { document, variables } = preparedFor(args.document)
    const given = args.variableValues ?? {}
    const { values, wrong } = coerced(variables.get(operation)!, given)
    if (!wrong) return { ...args, document, variableValues: values }
    const place = coercions.takePlace()
    // The executor's errors repeat whole values, fifty times.
    if (holdsMore(littleValues, given)) throw illTypedAt(wrong, given[wrong.name], place)
    return args
  }
  const coercedInTurns = async (args: ExecutionArgs): Promise<ExecutionArgs> => {
    const operation = getOperationAST(args.document, args.operationName)
    const elements = new WeakMap<object, unknown>()
    const variables = (operation && preparedFor(args.document).variables.get(operation)) ?? []
    const given = elementsIn(variables, args.variableValues ?? {}, isElement)
    coercions.allow(await coerceElements(given, elements, coercions))
    try {
      early = elements
      return coercedArgs(args)
    } finally {
      early = undefined
    }
  }
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs): unknown => {
        coercions.allow(mostVariableValues)
        if (!holdsMore(manyValues, args.variableValues ?? {})) return executeFn(coercedArgs(args))
        return coercedInTurns(args).then(async (withValues) => {
          await turn()
          return executeFn(withValues) as unknown
        })
      })
    },
  }
}

function illTypedAt({ name, type }: Variable, value: unknown, place: PathWithin) {
  const { message, path } = type ? wrongAt(value, type, place) : { message: 'It has no type.', path: '' }
  return badInput(`Variable "$${name}" has an invalid value: ${message}`, {
    field: `variables.${name}${path}`,
  })
}

interface Coerced {
  readonly values: Record<string, unknown>
  readonly wrong?: Variable
}

/** The values by name, or the first variable whose value is ill-typed. */
function coerced(variables: readonly Variable[], given: Readonly<Record<string, unknown>>): Coerced {
  const values: Record<string, unknown> = {}
  for (const variable of variables) {
    const { name, coercion, missing } = variable
    const value = Object.hasOwn(given, name) ? coercion(given[name]) : missing
    if (value === illTyped) return { values, wrong: variable }
    if (value !== undefined) values[name] = value
  }
  return { values }
}

function prepare(document: DocumentNode, schema: GraphQLSchema, coercions: Coercions): Prepared {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const variables = operations.map((operation) => {
    const own = (operation.variableDefinitions ?? []).map((one) => variable(one, schema, coercions))
    return [operation, own] as const
  })
  return { document: takenAsTheyAre(document), variables: new Map(variables) }
}

function variable(
  { variable: { name }, type: node, defaultValue }: VariableDefinitionNode,
  schema: GraphQLSchema,
  coercions: Coercions,
): Variable {
  const type = typeFromAST(schema, node)
  if (!isInputType(type))
    return { name: name.value, type: undefined, coercion: () => illTyped, missing: illTyped }
  const missing = isNonNullType(type) ? illTyped : undefined
  return {
    name: name.value,
    type,
    coercion: coercions.of(type),
    missing: defaultValue ? valueFromAST(defaultValue, type) : missing,
  }
}

const anything: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } }

/** The document, with variables that the executor takes unchanged. */
const takenAsTheyAre = (document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          ...definition,
          variableDefinitions: (definition.variableDefinitions ?? []).map(({ kind, variable }) => ({
            kind,
            variable,
            type: anything,
          })),
        }
      : definition,
  ),
})
