import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { TokenScope } from '../../db/tokens/tokens.ts'
import type { Context } from '../context.ts'
import { coded } from '../errors.ts'
import type { Mutation, Query, Subscription } from '../types.gen.ts'
import type { Viewer } from './viewer.ts'

/** What a root field needs. */
export interface AccessRule {
  readonly scope: TokenScope
  /** What it shows or does is not of single flows, so it is for viewers without a limit of flows. */
  readonly ofAllFlows?: true
  /** The same for a limit of backends. */
  readonly ofAllBackends?: true
}

type FieldsOf<Root> = Exclude<keyof Root, '__typename'>
type Rules<Root> = Readonly<Record<FieldsOf<Root>, AccessRule>>

const reads = { scope: 'READ' } as const
const readsAll = { scope: 'READ', ofAllFlows: true } as const
const writes = { scope: 'WRITE' } as const
const works = { scope: 'WORK', ofAllFlows: true } as const
const administers = { scope: 'ADMIN', ofAllFlows: true } as const
/** Whoever makes tokens could make one without limits, and the audit tells of tokens. */
const administersAll = { ...administers, ofAllBackends: true } as const

const queries: Rules<Query> = {
  attention: reads,
  audit: administersAll,
  backends: reads,
  compareExecutions: reads,
  compareRuns: reads,
  execution: reads,
  executionHistory: reads,
  executions: reads,
  executionStats: reads,
  failureGroups: reads,
  flows: reads,
  queue: readsAll,
  retentionPreview: readsAll,
  run: reads,
  runFacets: reads,
  runHistogram: reads,
  runs: reads,
  statusCounts: reads,
  tokens: administersAll,
}

const mutations: Rules<Mutation> = {
  cancelExecutions: writes,
  claimActions: works,
  clearExecutions: administers,
  completeActions: works,
  createTokens: administersAll,
  deleteExecutions: writes,
  extendLeases: works,
  heartbeatRuns: writes,
  recordExecutions: writes,
  recordMetadata: writes,
  recordRuns: writes,
  retryExecutions: writes,
  revokeTokens: administersAll,
  startExecutions: writes,
  updateExecutions: writes,
}

const subscriptions: Rules<Subscription> = {
  attentionChanged: reads,
  executionsChanged: reads,
  queueChanged: readsAll,
  runsChanged: reads,
}

/** The rules of all root fields, by type and field. A field without one is for nobody. */
export const accessRules: Readonly<Record<string, Readonly<Record<string, AccessRule>>>> = {
  Query: queries,
  Mutation: mutations,
  Subscription: subscriptions,
}

/** Throws if the viewer may not use a root field. */
export function checkAccess({ scopes, flows, backends }: Viewer, type: string, field: string): void {
  const rule = accessRules[type]?.[field]
  if (!rule) throw coded('FORBIDDEN', `"${field}" is for nobody.`, { field })
  if (!scopes.has(rule.scope)) throw lacksScope(rule.scope, `"${field}" needs`)
  if (rule.ofAllFlows && flows) throw isLimited(field, 'flows')
  if (rule.ofAllBackends && backends) throw isLimited(field, 'backends')
}

const isLimited = (field: string, to: string) =>
  coded('FORBIDDEN', `"${field}" is about all ${to}, and this token is limited to some of them.`, { field })

export const lacksScope = (scope: TokenScope, what: string) =>
  coded('FORBIDDEN', `${what} a token with the scope "${scope.toLowerCase()}", and this token lacks it.`, {
    scope: scope.toLowerCase(),
  })

/** Makes the root fields of queries and mutations check who asks. Subscriptions are checked before they are watched. */
export function guardRoots(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) if (type) guard(type)
}

function guard(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const resolve = field.resolve as GraphQLFieldResolver<unknown, Context>
    field.resolve = (source, args, context: Context, info) => {
      checkAccess(context.viewer, type.name, field.name)
      return resolve(source, args, context, info)
    }
  }
}
