import { cutText } from '../recording/payload.ts'
import type { QueueSettings } from './queue.ts'
import type { ActionOutcome } from './completion.ts'

/** A node's output is never truncated: an output that is too large fails the attempt. */
export function outputOf(
  value: unknown,
  { limits, outputBytes }: Pick<QueueSettings, 'limits' | 'outputBytes'>,
): ActionOutcome {
  const json = JSON.stringify(value)
  const bytes = Buffer.byteLength(json)
  if (bytes <= outputBytes) return { kind: 'DONE', json, value: cutText(json, limits, bytes) }
  const error = `TOO_LARGE: the output has ${bytes} bytes. The limit is ${outputBytes}.`
  return { kind: 'FAILED', error }
}
