import { useEffect, useMemo, useRef } from 'react'
import { createAnswers } from './answers.ts'
import type { Document } from './document.ts'
import { type Reply, send } from './send.ts'
import { onShown } from './shownagain.ts'
import { createSignal, useSignal } from './signal.ts'
import { isStopped } from './underway.ts'

export interface Answer<Data> extends Reply<Data> {
  /** The first answer is under way. */
  readonly isLoading: boolean
  /** The data are the answer to earlier variables. */
  readonly isOld: boolean
}

const answers = createAnswers(send)
const nothing: Reply<never> = { data: undefined, error: undefined, ticks: undefined }
const none = createSignal<Reply<never>>(nothing)

/**
 * The answer to a query, asked anew when the variables change; until it comes, the one before it. `undefined`: nothing
 * is asked.
 */
export function useAsk<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables | undefined,
  { everyMs }: { readonly everyMs?: number | undefined } = {},
): Answer<Data> & { readonly again: () => void } {
  const key = variables === undefined ? undefined : JSON.stringify(variables)
  const question = useMemo(
    () => (key === undefined ? undefined : answers.of(document, JSON.parse(key) as Variables)),
    [document, key],
  )
  const { data, error, ticks } = useSignal<Reply<Data>>(question?.state ?? none)
  const kept = useRef<Data>(undefined)
  kept.current = data ?? kept.current
  useEffect(() => question?.use(), [question])
  useEffect(() => {
    if (everyMs === undefined || !question) return
    return onShown(everyMs, () => isStopped(question.state.get().error) || question.ask())
  }, [everyMs, question])
  return {
    data: kept.current,
    error,
    ticks,
    isLoading: question !== undefined && data === undefined && error === undefined,
    isOld: data === undefined && kept.current !== undefined,
    again: () => question?.again(),
  }
}

/** Asks once. Throws what the server refused; errors beside data are returned. */
export async function ask<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Reply<Data>> {
  const reply = await send(document, variables)
  if (reply.data === undefined) throw reply.error ?? new Error('The answer was empty.')
  return reply
}

/** Asks once for a part of an answer. Throws why it is not there, so that it never looks like an empty one. */
export async function askFor<Data, Variables extends object, Part>(
  document: Document<Data, Variables>,
  variables: Variables,
  partOf: (data: Data) => Part | null | undefined,
): Promise<Part> {
  const { data, error } = await ask(document, variables)
  const part = data === undefined ? undefined : partOf(data)
  if (part === undefined || part === null) throw error ?? new Error('It is no longer there.')
  return part
}

/** Changes something. Throws what the server refused. */
export async function change<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, error } = await send(document, variables)
  if (error || !data) throw error ?? new Error('The answer was empty.')
  return data
}
