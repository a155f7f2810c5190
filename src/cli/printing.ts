import { stripVTControlCharacters, styleText } from 'node:util'
import { spanText } from '../graphql/attention/spans.ts'

const colours = {
  COMPLETED: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  RUNNING: 'cyan',
  CANCELLED: 'yellow',
  WAITING: 'yellow',
  PAUSED: 'yellow',
} as const

/** A text that others wrote, without what would move the cursor or change the terminal. */
export const plain = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')

/** A status of this width, coloured on a terminal unless NO_COLOR is set. */
export function statusText(status: string, width = 0): string {
  const text = plain(status).padEnd(width)
  if (!Object.hasOwn(colours, status)) return text
  return styleText(colours[status as keyof typeof colours], text, { stream: process.stdout })
}

export const timeText = (time: string | null | undefined): string =>
  typeof time === 'string' ? time.slice(0, 19).replace('T', ' ') : '-'

export const durationText = (ms: number | null | undefined): string => (ms == null ? '-' : spanText(ms))
