import type { ColumnOf, Scalar, RowTypes } from '../../sql/scope.ts'

/** What the id of a task, `flow/run/step/task`, says. Bound beside it wherever a statement looks for tasks. */
export const taskTypes = {
  task_flow: 'text',
  task_run: 'bigint',
  task_step: 'text',
  task_id: 'bigint',
} as const satisfies RowTypes

type Parts = Readonly<Record<keyof typeof taskTypes, Scalar>>

/** From the end: only the name of a flow might hold a slash. Numbers as they are written, so that each task has one id. */
const pattern = /^(.+)\/(0|[1-9]\d{0,15})\/([^/]+)\/(0|[1-9]\d{0,15})$/s

function taskOf(id: string): Parts | null {
  const [, flow, run, step, task] = pattern.exec(id) ?? []
  if (flow === undefined || step === undefined) return null
  const [number, taskId] = [Number(run), Number(task)]
  if (!Number.isSafeInteger(number) || !Number.isSafeInteger(taskId)) return null
  return { task_flow: flow, task_run: number, task_step: step, task_id: taskId }
}

/** A column of a row of parameters: what the row has, or what its id says. An id that is no task's finds nothing. */
export const taskColumn: ColumnOf = (row, column) => {
  if (column in taskTypes) {
    const id = row !== null && typeof row === 'object' ? row['id'] : row
    return taskOf(String(id))?.[column as keyof Parts] ?? null
  }
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null
}
