import { type Changes, anyChange } from '../../changes.ts'

/** Postgres takes messages of fewer than 8,000 bytes. */
const mostBytes = 7_900

/** Changes as they are sent to other processes: the sender's name, then JSON. */
export function messageOf(sender: string, { executions, runs, work }: Changes): string {
  const text = (changes: object) => `${sender} ${JSON.stringify(changes)}`
  const listed = (ids: Changes['executions']) => (ids === 'many' ? ids : [...ids])
  const whole = text({ executions: listed(executions), runs: listed(runs), work })
  if (Buffer.byteLength(whole) <= mostBytes) return whole
  const counted = (ids: Changes['executions']) => (ids === 'many' || ids.size > 0 ? 'many' : [])
  return text({ executions: counted(executions), runs: counted(runs), work })
}

/**
 * The changes of a message, `undefined` if this process sent it. Any record may have changed if the text is empty, which
 * stands for messages that were missed, or not understood.
 */
export function changesIn(message: string, receiver: string): Changes | undefined {
  const end = message.indexOf(' ')
  if (message.slice(0, end) === receiver) return undefined
  try {
    const { executions, runs, work } = JSON.parse(message.slice(end)) as Record<keyof Changes, unknown>
    return { executions: idsIn(executions), runs: idsIn(runs), work: work === true }
  } catch {
    return anyChange
  }
}

const idsIn = (told: unknown) => (told === 'many' ? told : new Set(told as readonly string[]))
