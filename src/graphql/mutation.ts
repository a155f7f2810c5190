import { recordExecutions } from './recordexecutions.ts'
import type { MutationResolvers } from './types.gen.ts'

export const Mutation: MutationResolvers = {
  recordExecutions: (_, { input }, context) => recordExecutions(context, input),
}
