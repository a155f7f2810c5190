import type { Command } from '../command.ts'
import { tokenOptions } from '../options/token.ts'

export const tokenCommand: Command = {
  forms: [
    'create --name text --scopes read,write [--only-flows names] [--only-backends names] [--expires 90d]',
    'list [--json]',
    'revoke id …',
  ],
  about: [
    '  Makes, lists and revokes the tokens of the API, in the store of a server with the same --admin or --backend. The',
    '  secret of a token is written once, alone, to standard output.',
  ],
  options: tokenOptions,
  words: ['create', 'list', 'revoke'],
  examples: [
    ['token create --name ci --scopes read,write --expires 90d > token', 'a token for a pipeline'],
    ['token create --name team --scopes read --only-flows "etl,train*"', 'that sees some flows only'],
    ['token list', 'with when each was last used'],
  ],
  async run(args, environment, out) {
    const { changeTokens } = await import('../token.ts')
    await changeTokens(args, environment, out)
  },
}
