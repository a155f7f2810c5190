import { stripVTControlCharacters, styleText } from 'node:util'

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

const hour = 3_600_000
const minute = 60_000

export function durationText(ms: number | null | undefined): string {
  if (ms == null) return '-'
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < minute) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} m ${Math.floor((ms % minute) / 1_000)} s`
  return `${Math.floor(ms / hour)} h ${Math.floor((ms % hour) / minute)} m`
}
