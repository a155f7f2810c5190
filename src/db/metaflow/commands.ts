import type { MetaflowNames } from './names.ts'
import { accelerate, remove } from './accelerate.ts'
import { indexes } from './indexes.ts'
import { maintain } from './maintenance.ts'

interface Choices {
  readonly create?: boolean
  readonly remove?: boolean
}

/** Each of the commands over the tables of a Metaflow service. */
export function runCommand(
  command: 'indexes' | 'accelerate',
  { url, names }: { url: string; names: MetaflowNames },
  choices: Choices,
  say: (line: string) => void,
): Promise<void> {
  if (command === 'accelerate') return maintain(url, names, true, choices.remove ? remove : accelerate, say)
  const create = choices.create ?? false
  return maintain(url, names, create, (work) => indexes(work, create), say)
}
