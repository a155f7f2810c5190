import type { Command } from '../command.ts'
import { flag } from '../options/kinds.ts'
import { options } from '../options/options.ts'
import { redacted } from '../redacting.ts'

export const doctorCommand: Command = {
  forms: ['[options of serve] [--json]'],
  about: [
    '  Looks at the configuration and all backends without changing them: connections, versions, migrations, indexes,',
    '  statistics, clocks, disks and logs. Says of each finding what to do, and ends with 1 if there is a problem.',
  ],
  options: { json: flag({ help: ['the findings as JSON'] }), ...options },
  allFromEnvironment: true,
  examples: [
    ['doctor', 'the server that execgraph serve would start here'],
    ['doctor --backend main=postgres://user@host/db --json', 'for a program'],
  ],
  async run(args, environment, { say }) {
    const { runDoctor } = await import('../doctor/doctor.ts')
    const isWell = await runDoctor(args, environment, (line) => say(redacted(line)))
    if (!isWell) process.exitCode = 1
  },
}
