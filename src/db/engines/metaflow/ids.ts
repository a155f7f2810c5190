import type { RowTypes } from '../../sql/dialect.ts'
import type { ColumnOf, Scalar } from '../../sql/scope.ts'

/** The parts of a task's id, `flow/run/step/task`. They are bound beside it wherever a statement looks for tasks. */
export const taskTypes = {
  task_flow: 'text',
  task_run: 'bigint',
  task_step: 'text',
  task_id: 'bigint',
} as const satisfies RowTypes

type Parts = Readonly<Record<keyof typeof taskTypes, Scalar>>

/** Matched from the end, since only the name of a flow might contain a slash. Numbers have one spelling, so that each task has one id. */
const pattern = /^(.+)\/(0|[1-9]\d{0,15})\/([^/]+)\/(0|[1-9]\d{0,15})$/s

function taskOf(id: string): Parts | null {
  const [, flow, run, step, task] = pattern.exec(id) ?? []
  if (flow === undefined || step === undefined) return null
  const [number, taskId] = [Number(run), Number(task)]
  if (!Number.isSafeInteger(number) || !Number.isSafeInteger(taskId)) return null
  return { task_flow: flow, task_run: number, task_step: step, task_id: taskId }
}

/** A column of a row of parameters, from the row or from its id. An id that is no task's matches nothing. */
export const taskColumn: ColumnOf = (row, column) => {
  if (column in taskTypes) {
    const id = row !== null && typeof row === 'object' ? row['id'] : row
    return taskOf(String(id))?.[column as keyof Parts] ?? null
  }
  return (row as Readonly<Record<string, Scalar>>)[column] ?? null
}
