import type { Execution } from '../../client/index.ts'
import { isOver } from '../../client/standing.ts'
import type { Command } from '../command.ts'
import { clientOf, clientOptions } from '../options/client.ts'
import { readOptions } from '../options/parsing.ts'
import { Usage } from '../options/usage.ts'
import { createScreen } from '../screen.ts'
import { durationText, plain, statusText } from '../printing.ts'

export const watchCommand: Command = {
  forms: ['id … [--json]'],
  about: [
    '  Follows executions by their ids until all have finished: on a terminal a line for each, otherwise a line for each',
    '  change. Ends with 0 if all were COMPLETED, else with 1. It goes on after a lost connection, and',
    '  waits for ids that nobody knows yet.',
  ],
  options: clientOptions,
  examples: [
    ['watch 0198c1f2-7a3b-7c00-8000-5f0c', 'one execution'],
    ['watch train-7 train-8 --json | jq .kind', 'each change, for a program'],
  ],
  async run(args, environment, { say }) {
    const { given, words } = readOptions(clientOptions, args, { environment, takesWords: true })
    const ids = [...new Set(words)]
    if (ids.length === 0) throw new Usage('watch needs the ids of executions, such as watch train-7 train-8.')
    const client = clientOf(given)
    // Whether a server answers at all is told at once. What is watched waits for it.
    await client.executions(ids)
    const screen = createScreen(ids, say)
    const open = new Set(ids)
    let isWell = true
    for await (const change of client.watch(ids)) {
      const { id, kind, execution } = change
      if (given.json) say(JSON.stringify(change))
      else screen.show(id, lineOf(id, kind, execution))
      // What is not known may still be recorded, and what is out of reach comes back.
      const isDone = kind === 'DELETE' || (execution != null && isOver(execution.status))
      if (!isDone || !open.delete(id)) continue
      if (execution?.status !== 'COMPLETED') isWell = false
      if (open.size === 0) break
    }
    client.close()
    if (!isWell) process.exitCode = 1
  },
}

function lineOf(id: string, kind: string, execution: Execution | null | undefined): string {
  const name = plain(id).padEnd(36)
  if (!execution) return `${name}  ${kind === 'UNKNOWN' ? 'not known yet' : kind.toLowerCase()}`
  const { status, flow, attempt, durationMs, error } = execution
  const what = plain([flow, ...(attempt > 1 ? [`attempt ${attempt}`] : [])].join(', '))
  const why = error == null ? [] : [plain(error).slice(0, 60)]
  return [name, statusText(status, 10), durationText(durationMs).padEnd(10), what, ...why].join('  ')
}
