import type { Command, Run } from '../command.ts'
import { maintenanceOptions } from '../options/metaflow.ts'

export const indexesCommand: Command = {
  forms: ['--backend name=metaflow+postgres://… [--create]', '--backend name=engine+postgres://…'],
  about: [
    '  Prints the SQL of the indexes that a Metaflow database lacks for the statements of Execgraph, with what each gains',
    '  and costs. Only indexes and accelerate ever write to a Metaflow database; serve never does. Of other engines, it',
    '  prints the indexes alone: dbos, pgboss, openworkflow and agentfield.',
  ],
  options: maintenanceOptions.indexes,
  examples: [
    ['indexes --backend mf=metaflow+postgres://user@host/metaflow', 'what is missing'],
    ['indexes --backend mf=metaflow+postgres://user@host/metaflow --create', 'create it'],
  ],
  run: running('indexes'),
}

export const accelerateCommand: Command = {
  forms: ['--facts --backend name=metaflow+postgres://… [--verify | --remove]'],
  about: [
    '  Puts a table beside those of Metaflow, kept by triggers, so that lists by status, finish and duration cost about a',
    '  page. It follows whatever is inserted, updated, deleted or truncated, but not triggers that were disabled or',
    '  dropped, nor tables that were made anew.',
  ],
  options: maintenanceOptions.accelerate,
  examples: [
    ['accelerate --facts --backend mf=metaflow+postgres://user@host/metaflow', 'set it up, or go on with it'],
    ['accelerate --facts --verify --backend mf=metaflow+postgres://user@host/metaflow', 'check and mend it'],
  ],
  run: running('accelerate'),
}

function running(command: 'indexes' | 'accelerate'): Run {
  return async (args, _, { say }) => {
    const { maintain } = await import('../metaflow.ts')
    await maintain(command, args, say)
  }
}
