import type { Action, Outcome } from './workqueue.ts'

export interface Tools {
  /** Aborted when the action has timed out, its lease was lost, or the worker stops. */
  readonly signal: AbortSignal
}

/** Does the work of one kind of node. Its result is serialized as JSON. */
export type Handler<Input = unknown> = {
  // A method, so that a handler may narrow its input type.
  handle(action: Action<Input>, tools: Tools): unknown
}['handle']

const longestError = 10_000

export const failure = (error: string, final = false): Outcome => ({
  error: error.slice(0, longestError).toWellFormed().replaceAll('\0', '\ufffd'),
  final,
})

/** The outcome of an action, whatever its handler does. */
export async function outcomeOf(handler: Handler, action: Action, signal: AbortSignal): Promise<Outcome> {
  try {
    return returned(await handler(action, { signal }))
  } catch (error) {
    return thrown(error)
  }
}

function returned(value: unknown): Outcome {
  try {
    const output = JSON.stringify(value === undefined ? null : value) as string | undefined
    if (output !== undefined) return { output }
  } catch (error) {
    return failure(`The handler's result cannot be written as JSON. ${textOf(error)}`)
  }
  return failure(`The handler returned a ${typeof value}, which cannot be written as JSON.`)
}

/** An error with `final: true` is not retried. */
function thrown(error: unknown): Outcome {
  try {
    return failure(textOf(error), (error as { final?: unknown } | null | undefined)?.final === true)
  } catch {
    return failure('The handler threw a value that cannot be printed.')
  }
}

function textOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  if (typeof error === 'string' && error !== '') return error
  const text = typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error)
  return `The handler threw ${text === '' ? 'an empty text' : text}, and not an error.`
}
