import type { MetaflowNames } from '../names.ts'
import { accelerate, remove, verify } from './accelerate.ts'
import { indexes } from './indexes.ts'
import { maintain } from './maintenance.ts'

interface Choices {
  readonly create?: boolean
  readonly remove?: boolean
  readonly verify?: boolean
}

/** Runs one of the commands over the tables of a Metaflow service. */
export function runCommand(
  command: 'indexes' | 'accelerate',
  place: { readonly url: string; readonly names: MetaflowNames },
  choices: Choices,
  say: (line: string) => void,
): Promise<void> {
  if (command === 'accelerate') {
    const work = choices.remove ? remove : choices.verify ? verify : accelerate
    return maintain(place, true, work, say)
  }
  const create = choices.create ?? false
  return maintain(place, create, (work) => indexes(work, create), say)
}
