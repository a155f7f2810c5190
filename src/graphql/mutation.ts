import { clearExecutions, deleteExecutions } from './deleteexecutions.ts'
import { claimActions } from './claimactions.ts'
import { completeActions, extendLeases } from './completeactions.ts'
import { cancelExecutions, retryExecutions } from './moveexecutions.ts'
import { startExecutions } from './startexecutions.ts'
import { recordExecutions } from './recordexecutions.ts'
import { recordMetadata } from './recordmetadata.ts'
import { heartbeatRuns, recordRuns } from './recordruns.ts'
import { updateExecutions } from './updateexecutions.ts'
import type { MutationResolvers } from './types.gen.ts'

export const Mutation: MutationResolvers = {
  recordExecutions: (_, { input }, context) => recordExecutions(context, input),
  updateExecutions: (_, { input }, context) => updateExecutions(context, input),
  deleteExecutions: (_, { input }, context) => deleteExecutions(context, input),
  clearExecutions: (_, { input }, context) => clearExecutions(context, input),
  startExecutions: (_, { input }, context) => startExecutions(context, input),
  claimActions: (_, { input }, context, info) => claimActions(context, input, info),
  completeActions: (_, { input }, context) => completeActions(context, input),
  extendLeases: (_, { input }, context) => extendLeases(context, input),
  cancelExecutions: (_, { input }, context) => cancelExecutions(context, input),
  retryExecutions: (_, { input }, context) => retryExecutions(context, input),
  recordRuns: (_, { input }, context) => recordRuns(context, input),
  heartbeatRuns: (_, { input }, context) => heartbeatRuns(context, input),
  recordMetadata: (_, { input }, context) => recordMetadata(context, input),
}
