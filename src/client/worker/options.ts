import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Handler } from './outcome.ts'
import { type Server, overGraphql } from './overgraphql.ts'
import { type Tell, telling } from './problem.ts'
import type { WorkQueue } from './workqueue.ts'

/** A worker uses a server, or a queue in the same process. */
export type WorkerOptions = Work & (Server | { readonly queue: WorkQueue })

interface Work {
  /** Handlers by the kind of node. */
  readonly handlers: Readonly<Record<string, Handler>>
  /** How many actions run at once. Default: 1. */
  readonly concurrency?: number
  /** The worker's name in the queue. Default: the host name and a random part. */
  readonly name?: string
  /** How long it may be silent before others take its actions. Default: 30,000. */
  readonly leaseMs?: number
  /** How long a claim waits for work, in milliseconds. Default: 20,000, the maximum. */
  readonly wait?: number
  /** Called with problems that no handler sees. Default: they are printed to the console. */
  readonly onError?: Tell
}

/** Checks the options and fills in defaults. */
export function settingsOf(options: WorkerOptions) {
  const { handlers, name = `${hostname()}-${randomUUID().slice(0, 8)}` } = options
  const kinds = Object.keys(handlers)
  whole('the number of handlers', kinds.length, 1, 100)
  if (name.length < 1 || name.length > 255)
    throw new RangeError(`"name" must have 1 to 255 characters, not ${name.length}.`)
  return {
    handlers,
    queue: 'queue' in options ? options.queue : overGraphql(options),
    concurrency: whole('concurrency', options.concurrency ?? 1, 1, 10_000),
    tell: telling(options.onError),
    ask: {
      worker: name,
      kinds,
      leaseMs: whole('leaseMs', options.leaseMs ?? 30_000, 1_000, 3_600_000),
      wait: whole('wait', options.wait ?? 20_000, 0, 20_000),
    },
  }
}

export type Settings = ReturnType<typeof settingsOf>

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`"${name}" must be a whole number from ${least} to ${most}, not ${value}.`)
}
