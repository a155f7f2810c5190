import type { Verdict } from '../../db/status/status.ts'
import { badInput } from '../errors.ts'

/** What an engine can report of an execution in one word: that it waits, that it runs, or how it ended. */
export type Report = 'PENDING' | 'RUNNING' | 'WAITING' | 'PAUSED' | Verdict

const words: Readonly<Record<Report, readonly string[]>> = {
  PENDING: ['pending', 'queued', 'wait'],
  RUNNING: ['running', 'in_progress', 'processing'],
  WAITING: ['waiting', 'awaiting_approval', 'awaiting_human', 'approval_pending'],
  PAUSED: ['paused', 'pause', 'hold', 'on_hold', 'suspended'],
  OK: ['succeeded', 'success', 'successful', 'completed', 'complete', 'done', 'ok'],
  FAILED: ['failed', 'failure', 'error', 'errored'],
  CANCELLED: ['cancelled', 'canceled', 'cancel'],
  TIMED_OUT: ['timeout', 'timed_out'],
}

const reports = new Map(
  Object.entries(words).flatMap(([report, list]) => list.map((word) => [word, report as Report] as const)),
)

/** The meaning of a word, in any case. An unknown word is rejected, not guessed. */
export function reportOf(word: string, field: string): Report {
  const report = reports.get(word.trim().toLowerCase())
  if (report) return report
  const known = Object.values(words).map((list) => list.join(', '))
  throw badInput(
    `"${field}" has the unknown value ${JSON.stringify(word.slice(0, 60))}. Known: ${known.join('; ')}.`,
    { field },
  )
}

const ends: ReadonlySet<Report> = new Set(['OK', 'FAILED', 'CANCELLED', 'TIMED_OUT'])

export const isEnd = (report: Report): report is Verdict => ends.has(report)
