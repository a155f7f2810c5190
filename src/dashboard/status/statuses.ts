/** The statuses of executions, and with them those of runs. A value that is not among them shows as UNKNOWN. */
export const statuses = [
  'RUNNING', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'WAITING', 'PAUSED', 'PENDING', 'CANCELLED', 'READY', 'SKIPPED',
  'UNKNOWN',
] as const // prettier-ignore

export type Status = (typeof statuses)[number]

/** How a status is drawn. Some share the colours of another and differ by form. */
export const looks: Record<Status, { readonly word: string; readonly hue: Hue }> = {
  RUNNING: { word: 'Running', hue: 'running' },
  COMPLETED: { word: 'Completed', hue: 'completed' },
  FAILED: { word: 'Failed', hue: 'failed' },
  TIMED_OUT: { word: 'Timed out', hue: 'timed-out' },
  WAITING: { word: 'Waiting', hue: 'waiting' },
  PAUSED: { word: 'Paused', hue: 'waiting' },
  PENDING: { word: 'Pending', hue: 'cancelled' },
  CANCELLED: { word: 'Cancelled', hue: 'cancelled' },
  READY: { word: 'Ready', hue: 'running' },
  SKIPPED: { word: 'Skipped', hue: 'cancelled' },
  UNKNOWN: { word: 'Unknown', hue: 'cancelled' },
}

export type Hue = 'running' | 'completed' | 'failed' | 'timed-out' | 'waiting' | 'cancelled'

const known: ReadonlySet<string> = new Set(statuses)

export const statusOf = (text: string): Status => (known.has(text) ? (text as Status) : 'UNKNOWN')

/** `Failed`. The raw word of a status that this page does not know. */
export const wordOf = (text: string) => (known.has(text) ? looks[text as Status].word : text)

/** The worst first. */
export const worstFirst: readonly Status[] = [
  'FAILED', 'TIMED_OUT', 'CANCELLED', 'UNKNOWN', 'RUNNING', 'WAITING', 'PAUSED', 'READY', 'PENDING', 'SKIPPED',
  'COMPLETED',
] // prettier-ignore
