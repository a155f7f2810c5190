import type { Run, RunStatus } from '../../client/index.ts'
import type { Command } from '../command.ts'
import { clientOf, clientOptions, limitOption } from '../options/client.ts'
import { list } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { durationText, plain, statusText, timeText } from '../printing.ts'

const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const satisfies readonly RunStatus[]

const options = {
  flow: list<readonly string[]>({
    shown: 'name',
    absent: [],
    read: (names) => names,
    help: ['runs of this flow; may be given several times'],
  }),
  status: list<readonly RunStatus[]>({
    shown: 'status',
    absent: [],
    values: statuses,
    read: (texts, source) => texts.map((text) => statusOf(text, source)),
    help: ['RUNNING, COMPLETED or FAILED; may be given several times'],
  }),
  limit: limitOption,
  ...clientOptions,
}

function statusOf(text: string, source: string): RunStatus {
  const found = statuses.find((status) => status === text.toUpperCase())
  if (found) return found
  throw new Error(`${source} must be RUNNING, COMPLETED or FAILED, not "${text.slice(0, 100)}".`)
}

export const runsCommand: Command = {
  forms: ['[--flow name] [--status status] [--limit number] [--json]'],
  about: ['  Lists the runs that a server knows, newest first: id, status, start, duration, name.'],
  options,
  examples: [
    ['runs', 'the newest runs of all flows'],
    ['runs --flow etl --status FAILED --limit 5', 'the last five of a flow that failed'],
    ['runs --json --limit 1000 | jq -r .id', 'for a program'],
  ],
  async run(args, environment, { say }) {
    const { given } = readOptions(options, args, { environment })
    const client = clientOf(given)
    const filter = {
      ...(given.flow.length > 0 && { flow: [...given.flow] }),
      ...(given.status.length > 0 && { status: [...given.status] }),
    }
    let count = 0
    for await (const run of client.runs({ filter, first: Math.min(given.limit, 100) })) {
      say(given.json ? JSON.stringify(run) : lineOf(run))
      count += 1
      if (count === given.limit) break
    }
    if (count > 0 || given.json) return
    const isFiltered = Object.keys(filter).length > 0
    say(
      isFiltered
        ? 'There is no such run.'
        : 'No run is recorded. Executions belong to one by their runNumber.',
    )
  },
}

const lineOf = ({ id, status, startedAt, durationMs, name }: Run) =>
  [
    statusText(status, 10),
    timeText(startedAt),
    durationText(durationMs).padEnd(10),
    plain(id),
    ...(name == null ? [] : [plain(name)]),
  ].join('  ')
