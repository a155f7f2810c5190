/** What engines say of an execution, and what status it comes to. */
export const statusWords: Readonly<Record<string, readonly string[]>> = {
  PENDING: ['pending', 'queued', 'wait'],
  RUNNING: ['running', 'in_progress', 'processing'],
  WAITING: ['waiting', 'awaiting_approval', 'awaiting_human', 'approval_pending'],
  PAUSED: ['paused', 'pause', 'hold', 'on_hold', 'suspended'],
  COMPLETED: ['succeeded', 'success', 'successful', 'completed', 'complete', 'done', 'ok'],
  FAILED: ['failed', 'error', 'failure', 'errored'],
  CANCELLED: ['cancelled', 'canceled', 'cancel'],
  TIMED_OUT: ['timeout', 'timed_out'],
}

/** Words that are none, though some of them look like one. */
export const unknownWords = [
  ...['', ' ', 'unknown', 'runing', 'not_found', 'in progress', 'timed-out', '__proto__', 'constructor'],
]
