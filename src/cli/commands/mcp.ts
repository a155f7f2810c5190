import type { Command } from '../command.ts'
import { clientOptions } from '../options/client.ts'
import { flag } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { stores } from '../options/stores.ts'
import { Usage } from '../options/usage.ts'

const { url, token } = clientOptions

const options = {
  url,
  token,
  'backend': stores(['a store to open here instead of asking a server; may be given several times']),
  'allow-writes': flag({ help: ['tools that cancel and retry executions, too'] }),
}

export const mcpCommand: Command = {
  forms: ['[--url url] [--allow-writes]', '--backend name=url [--allow-writes]'],
  about: [
    '  Answers an assistant by the Model Context Protocol, over standard input and output: tools that find runs and',
    '  executions, and say why something failed. The assistant starts it itself: give it this command. It asks a server,',
    '  as whoever has the token, and links to its dashboard; or opens stores itself, where it may read all, without links.',
    '  A server that is started with --mcp answers assistants at /mcp.',
  ],
  options,
  examples: [
    ['mcp', 'asks the server on this machine'],
    ['mcp --url https://execgraph.example.com', 'asks another one, with the token in EXECGRAPH_TOKEN'],
    ['mcp --backend main=sqlite:./execgraph.db', 'a store that no server serves'],
  ],
  async run(args, environment, out) {
    const { given } = readOptions(options, args, { environment })
    if (given.backend && args.some((arg) => /^--(?:url|token)(?:=|$)/.test(arg)))
      throw new Usage('Give --url, the server to ask, or --backend, the stores to open here, not both.')
    const { serveMcp } = await import('../mcp/stdio.ts')
    await serveMcp({ ...given, allowWrites: given['allow-writes'] }, out)
  },
}
