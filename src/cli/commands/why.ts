import type { Client, Failure } from '../../client/index.ts'
import type { Command, Out } from '../command.ts'
import { clientOf, clientOptions } from '../options/client.ts'
import { readOptions } from '../options/parsing.ts'
import { Usage } from '../options/usage.ts'
import { plain, statusText, timeText } from '../printing.ts'

export const whyCommand: Command = {
  forms: ['run | execution | flow [--json]'],
  about: [
    '  Tells why a run failed: one sentence, the way to where it began, the error, and what is different from the last one',
    '  that went well. Takes the id of a run (etl/7 or main:etl/7), that of an execution, or a flow for its last failed run.',
  ],
  options: clientOptions,
  examples: [
    ['why etl/7', 'a run'],
    ['why etl', 'the last run of a flow that failed'],
    ['why 0198c1f2-7a3b-7c00-8000-5f0c --json', 'an execution, for a program'],
  ],
  async run(args, environment, out) {
    const { given, words } = readOptions(clientOptions, args, { environment, takesWords: true })
    const [ref, ...more] = words
    if (ref === undefined || more.length > 0)
      throw new Usage('why needs one run, execution or flow, such as why etl/7.')
    const found = await find(clientOf(given), ref)
    if (!found) throw new Error('There is no such run, execution or flow with a failed run.')
    if (given.json) out.say(JSON.stringify(found))
    else tellOf(found, out)
  },
}

/** Ids of runs have a slash, and those of executions may have one. */
async function find(client: Client, ref: string) {
  const run = ref.includes('/') ? await client.whyRun(ref) : null
  return run ?? (await client.why(ref)) ?? client.whyRun({ flow: ref, status: ['FAILED'] })
}

function tellOf(found: NonNullable<Awaited<ReturnType<typeof find>>>, { say }: Out) {
  const { status, startedAt, id, failure } = found
  say(`${plain(id)}  ${statusText(status)}  started ${timeText(startedAt)}`)
  if (failure) for (const line of linesOf(failure)) say(line)
  else say('It has not failed.')
}

function* linesOf({ summary, path, error, group, changed }: Failure): Iterable<string> {
  yield plain(summary)
  if (path.length > 1)
    yield `  began in: ${path.map(({ kind, name }) => `${kind.toLowerCase()} ${plain(name ?? '')}`.trim()).join(' > ')}`
  if (error != null) for (const line of error.split('\n').slice(0, mostLines)) yield `  | ${plain(line)}`
  if (group) yield `  seen ${howOften(group)} since ${timeText(group.firstSeen)}`
  for (const { kind, path, before, after } of changed)
    yield `  changed: ${kind.toLowerCase()} ${plain(path)}: ${side(before)} -> ${side(after)}`
}

const howOften = ({ count, isExact }: NonNullable<Failure['group']>) =>
  count === 1 && isExact ? 'once' : `${count}${isExact ? '' : '+'} times`

/** The whole of an error is in `--json`. */
const mostLines = 30

const side = (value: unknown) =>
  value == null ? '-' : plain(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80)
