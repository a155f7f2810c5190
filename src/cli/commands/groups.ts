import type { FailureGroup } from '../../client/index.ts'
import type { Command } from '../command.ts'
import { clientOf, clientOptions, limitOption } from '../options/client.ts'
import { list } from '../options/kinds.ts'
import { readOptions } from '../options/parsing.ts'
import { plain, timeText } from '../printing.ts'

const options = {
  flow: list<readonly string[]>({
    shown: 'name',
    absent: [],
    read: (names) => names,
    help: ['failures of this flow; may be given several times'],
  }),
  limit: limitOption,
  ...clientOptions,
}

export const groupsCommand: Command = {
  forms: ['[--flow name] [--limit number] [--json]'],
  about: [
    '  Lists failures that have the same error as groups: how many, when last, of which flows, what they say.',
  ],
  options,
  examples: [
    ['groups', 'what fails most'],
    ['groups --flow etl --json', 'of one flow, for a program'],
  ],
  async run(args, environment, { say }) {
    const { given } = readOptions(options, args, { environment })
    const client = clientOf(given)
    const filter = given.flow.length > 0 ? { flow: [...given.flow] } : {}
    let count = 0
    for await (const group of client.failureGroups({ filter, first: Math.min(given.limit, 100) })) {
      if (given.json) say(JSON.stringify(group))
      else for (const line of linesOf(group)) say(line)
      count += 1
      if (count === given.limit) break
    }
    if (count === 0 && !given.json) say('There is no such failure.')
  },
}

function linesOf({
  title,
  count,
  isExact,
  lastSeen,
  flows,
  newest,
  isNew,
  isRising,
}: FailureGroup): string[] {
  const marks = [...(isNew ? ['new'] : []), ...(isRising ? ['rising'] : [])]
  const named = flows.map(({ flow }) => plain(flow)).join(', ')
  const head = [
    `${count}${isExact ? '' : '+'} x`.padEnd(8),
    plain(title),
    ...marks.map((mark) => `(${mark})`),
  ]
  const last = newest ? `, as execution ${plain(newest.id)}` : ''
  return [head.join(' '), `         last ${timeText(lastSeen)} in ${named}${last}`]
}
