import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql'
import type { Context } from '../context.ts'
import { waitForTurn } from './inturn.ts'

/** To begin to read a list takes as long as so many values. */
const valuesOfList = 100

/**
 * A root field that reads a list of all backends, once for all aliases with the same arguments. Failures of backends
 * are reported at the path of the field.
 */
export const rootList =
  <Arguments, Answer>(read: (context: Context, args: Arguments) => Promise<Answer>) =>
  (_: unknown, args: Arguments, context: Context, { fieldName, path, fieldNodes }: GraphQLResolveInfo) =>
    context.look().once(`${fieldName} ${JSON.stringify(args)}`, async () => {
      await waitForTurn(context, valuesOfList)
      const problems: GraphQLError[] = []
      const answer = await read({ ...context, problems }, args)
      const place = { path: responsePathAsArray(path), nodes: fieldNodes }
      for (const { message, extensions } of problems) {
        context.problems.push(new GraphQLError(message, { ...place, extensions }))
      }
      return answer
    })
