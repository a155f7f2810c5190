import type { Listed } from './command.ts'

/** All commands, in the order in which they are shown. */
export const commands: readonly Listed[] = [
  {
    name: 'serve',
    purpose: 'start a server: the API, the dashboard, live changes',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'runs',
    purpose: 'list runs, newest first',
    load: async () => (await import('./commands/runs.ts')).runsCommand,
  },
  {
    name: 'why',
    purpose: 'tell why a run failed, and what is different from the last good one',
    load: async () => (await import('./commands/why.ts')).whyCommand,
  },
  {
    name: 'groups',
    purpose: 'list failures that have the same error as groups',
    load: async () => (await import('./commands/groups.ts')).groupsCommand,
  },
  {
    name: 'watch',
    purpose: 'follow executions until they have finished',
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'record',
    purpose: 'record executions from a file or from standard input',
    load: async () => (await import('./commands/record.ts')).recordCommand,
  },
  {
    name: 'mcp',
    purpose: 'answer an assistant by the Model Context Protocol',
    load: async () => (await import('./commands/mcp.ts')).mcpCommand,
  },
  {
    name: 'token',
    purpose: 'make, list and revoke the tokens of the API',
    load: async () => (await import('./commands/token.ts')).tokenCommand,
  },
  {
    name: 'export',
    purpose: 'write a store as lines of JSON',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'import',
    purpose: 'read what export has written into a store',
    load: async () => (await import('./commands/import.ts')).importCommand,
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
    name: 'distribute',
    purpose: 'spread a Postgres store over the nodes of a Citus cluster',
    load: async () => (await import('./commands/distribute.ts')).distributeCommand,
  },
  {
    name: 'doctor',
    purpose: 'look for what is wrong with a configuration and its stores',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'detect',
    purpose: 'say which engines a database or a file belongs to',
    load: async () => (await import('./commands/detect.ts')).detectCommand,
  },
  {
    name: 'indexes',
    purpose: 'print the indexes that the database of an engine lacks, or create those for Metaflow',
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
