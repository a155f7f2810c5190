import { setTimeout as pause } from 'node:timers/promises'
import { type Changes, collectChanges, isNothing } from '../../changes.ts'
import type { Outage } from '../../watching/outage.ts'

/** Milliseconds between two messages. Changes in between share one message. */
const quietMs = 20

/** Most ids of a kind in one message, which Postgres limits to 8,000 bytes. */
const mostIds = 150

/** Tells changes to other processes. */
export interface Teller {
  tell(changes: Changes): void
  /** Resolves when all is sent. */
  idle(): Promise<void>
}

/** Calls `send` at once, or when the last message is sent and some time has passed. */
export function createTeller(send: (changes: Changes) => Promise<unknown>, outage: Outage): Teller {
  let waiting = collectChanges(mostIds)
  let isWanted = false
  let sending: Promise<void> | undefined
  const run = async () => {
    while (isWanted) {
      const { changes } = waiting
      waiting = collectChanges(mostIds)
      isWanted = false
      // A process that misses the message finds out by polling, or when its cached look-ups are too old.
      await Promise.all([send(changes).then(outage.worked, outage.failed), pause(quietMs)])
    }
    sending = undefined
  }
  return {
    tell(changes) {
      if (isNothing(changes)) return
      const { executions, runs, work } = changes
      waiting.changed('executions', executions)
      waiting.changed('runs', runs)
      if (work) waiting.changed('work')
      isWanted = true
      sending ??= run()
    },
    idle: async () => sending,
  }
}
