const open: ReadonlySet<string> = new Set(['PENDING', 'READY', 'RUNNING', 'WAITING', 'PAUSED'])
const failed: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT'])
const badly: ReadonlySet<string> = new Set([...failed, 'CANCELLED'])
const over: ReadonlySet<string> = new Set([...badly, 'COMPLETED', 'UNKNOWN'])

/** It goes on, or has not begun. A status of a later version is neither this nor over. */
export const isOpen = (status: string): boolean => open.has(status)

/** It failed, or ran out of time. What was cancelled did not. */
export const isFailed = (status: string): boolean => failed.has(status)

/** It ended, and not well: it failed or was cancelled. */
export const endedBadly = (status: string): boolean => badly.has(status)

/** It has ended, well or not. */
export const isOver = (status: string): boolean => over.has(status)
