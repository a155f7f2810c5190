import type { Command } from '../command.ts'
import { options } from '../options/options.ts'
import { readSettings } from '../options/settings.ts'

export const serveCommand: Command = {
  forms: ['[options]'],
  about: ['  Serves /graphql and the dashboard over one or more stores, until it gets SIGTERM or SIGINT.'],
  options,
  allFromEnvironment: true,
  examples: [
    ['serve --demo', 'something to look at: believable history in ./execgraph.db'],
    ['serve --backend main=postgres://user@host/db --auth tokens', 'over Postgres, for whoever has a token'],
    [
      'serve --backend main=sqlite:./execgraph.db --backend mf=metaflow+postgres://user@host/metaflow',
      'own history beside that of Metaflow',
    ],
  ],
  async run(args, environment) {
    const settings = readSettings(args, environment)
    // The rest is loaded after the arguments are checked, so that a wrong one is reported at once.
    const { serve } = await import('../serve.ts')
    await serve(settings)
  },
}
