const open: ReadonlySet<string> = new Set(['PENDING', 'READY', 'RUNNING', 'WAITING', 'PAUSED'])
const failed: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT', 'CANCELLED'])
const over: ReadonlySet<string> = new Set([...failed, 'COMPLETED', 'UNKNOWN'])

/** It goes on, or has not begun. A status of a later version is neither this nor over. */
export const isOpen = (status: string): boolean => open.has(status)

/** It ended, and not well. */
export const isFailed = (status: string): boolean => failed.has(status)

/** It has ended, well or not. */
export const isOver = (status: string): boolean => over.has(status)
