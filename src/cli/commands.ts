import type { Listed } from './command.ts'

/** All commands, in the order in which they are shown. */
export const commands: readonly Listed[] = [
  {
    name: 'serve',
    purpose: 'start a server: the API, the dashboard, live changes',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'token',
    purpose: 'make, list and revoke the tokens of the API',
    load: async () => (await import('./commands/token.ts')).tokenCommand,
  },
  {
    name: 'backup',
    purpose: 'copy a SQLite store while servers write it',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'retain',
    purpose: 'delete what a rule no longer keeps',
    load: async () => (await import('./commands/retain.ts')).retainCommand,
  },
  {
    name: 'doctor',
    purpose: 'look for what is wrong with a configuration and its stores',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'indexes',
    purpose: 'print or create the indexes that a Metaflow database lacks',
    load: async () => (await import('./commands/metaflow.ts')).indexesCommand,
  },
  {
    name: 'accelerate',
    purpose: 'keep the status of Metaflow runs in a table of its own',
    load: async () => (await import('./commands/metaflow.ts')).accelerateCommand,
  },
  {
    name: 'completion',
    purpose: 'print what completes commands and options in a shell',
    load: async () => (await import('./commands/completion.ts')).completionCommand(commands),
  },
  {
    name: 'help',
    purpose: 'explain a command by example',
    load: async () => (await import('./help.ts')).helpCommand(commands),
  },
]
