import { duration } from '../format/durations.ts'
import { count as text, counted } from '../format/numbers.ts'
import { wordOf } from '../status/statuses.ts'
import { startOf, tookMs } from './model.ts'
import type { Branch } from './tree.ts'

/** A row as a sentence for readers: `load, attempt 2, failed, 43 s, started 14:03:22`. */
export function wordsOf(branch: Branch, now: number, timeText: (time: number) => string): string {
  const { label, status, task, count, failed } = branch
  const [start, took] = [startOf(branch), tookMs(branch, now)]
  const parts = [
    label,
    !task && counted(count, 'task'),
    !task && failed > 0 && `${failed} failed`,
    task && task.bars.length > 1 && `attempt ${task.attempt}`,
    wordOf(status).toLowerCase(),
    took !== undefined && duration(took),
    start === undefined ? 'not started' : `started ${timeText(start)}`,
    task?.note,
  ]
  return parts.filter((part) => typeof part === 'string').join(', ')
}

/** What stands behind a label: `4`, `1 of 3 failed`, `3 attempts`. */
export function factOf({ task, count, failed, branches }: Branch): string {
  if (!task) return failed > 0 ? `${text(failed)} of ${text(count)} failed` : text(count)
  const attempts = task.bars.length
  if (attempts > 1) return `${attempts} attempts`
  return branches.length > 0 && failed > 0 ? `${failed} of ${count} failed` : ''
}
