import type { Command } from '../command.ts'
import { flag } from '../options/kinds.ts'
import { options } from '../options/options.ts'
import { checkNames } from '../options/parsing.ts'
import { redacted } from '../redacting.ts'

const known = { json: flag({ help: ['the findings as JSON'] }), ...options }

export const doctorCommand: Command = {
  forms: ['[options of serve] [--json]'],
  about: [
    '  Looks at the configuration and all backends without changing them: connections, versions, migrations, indexes,',
    '  statistics, clocks, disks and logs. Says of each finding what to do, and ends with 1 if there is a problem.',
  ],
  options: known,
  allFromEnvironment: true,
  examples: [
    ['doctor', 'the server that execgraph serve would start here'],
    ['doctor --backend main=postgres://user@host/db --json', 'for a program'],
  ],
  async run(args, environment, { say }) {
    // A value that is wrong is a finding. An option that does not exist is not what it was asked to look at.
    checkNames(known, args)
    const { runDoctor } = await import('../doctor/doctor.ts')
    const isWell = await runDoctor(args, environment, (line) => say(redacted(line)))
    if (!isWell) process.exitCode = 1
  },
}
