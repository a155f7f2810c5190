import { clearExecutions, deleteExecutions } from './executions/remove.ts'
import { claimActions } from './queue/claim.ts'
import { completeActions, extendLeases } from './queue/complete.ts'
import { cancelExecutions, retryExecutions } from './queue/move.ts'
import { startExecutions } from './queue/start.ts'
import { recordExecutions } from './executions/record.ts'
import { recordMetadata } from './metadata.ts'
import { heartbeatRuns, recordRuns } from './runs/record.ts'
import { createTokens, revokeTokens } from './tokens/tokens.ts'
import { updateExecutions } from './executions/update.ts'
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
  createTokens: (_, { input }, context) => createTokens(context, input),
  revokeTokens: (_, { input }, context) => revokeTokens(context, input),
}
