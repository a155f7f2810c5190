import { recordExecutions } from './recordexecutions.ts'
import { recordMetadata } from './recordmetadata.ts'
import { heartbeatRuns, recordRuns } from './recordruns.ts'
import type { MutationResolvers } from './types.gen.ts'

export const Mutation: MutationResolvers = {
  recordExecutions: (_, { input }, context) => recordExecutions(context, input),
  recordRuns: (_, { input }, context) => recordRuns(context, input),
  heartbeatRuns: (_, { input }, context) => heartbeatRuns(context, input),
  recordMetadata: (_, { input }, context) => recordMetadata(context, input),
}
