import type { RunMetadata } from '../db/recording/metadata.ts'
import { type Dice, dice } from './dice.ts'
import type { Plan } from './plan.ts'

const adjectives = ['brisk', 'calm', 'eager', 'golden', 'mellow', 'quiet', 'swift', 'wry']
const animals = ['heron', 'ibex', 'lynx', 'otter', 'puffin', 'raven', 'tapir', 'wren']

/** A run's own columns and tags. Its id is the key of its record. */
export function runOf({ flow, tags, users, rhythm }: Plan, number: number, clientKey: string, d: Dice) {
  const user = d.pick(users)
  return {
    flow,
    number,
    user,
    clientKey,
    name: d.chance(0.2) ? `${d.pick(adjectives)}-${d.pick(animals)}-${number || d.hex(6)}` : null,
    tags: [...tags, ...(d.chance(0.1) ? ['canary'] : []), ...(d.chance(0.05) ? ['keep'] : [])],
    systemTags: [
      `user:${user}`,
      `trigger:${rhythm === 'office' ? 'manual' : 'schedule'}`,
      d.pick(['runtime:kubernetes', 'runtime:kubernetes', 'runtime:local']),
    ],
  }
}

interface Facts {
  readonly flow: string
  readonly number: number
  readonly at: number
  /** With the code that is new. */
  readonly isNew: boolean
}

export function factsOf({ flow, number, at: ts, isNew }: Facts, d: Dice): RunMetadata[] {
  const fact = (field: string, value: string) => ({
    flow,
    number,
    step: 'start',
    attempt: 1,
    field,
    value,
    ts,
    clientKey: `demo/${field}`,
  })
  const commit = dice(`${flow}/${isNew ? 'new' : 'usual'} code`).hex(40)
  return [fact('git-commit', commit), fact('cluster', d.pick(['eu-west', 'us-east']))]
}
