import { useEffect, useRef } from 'react'
import { type CombinedError, type RequestPolicy, useQuery } from 'urql'
import type { Ticks } from '../../client/live/rows.ts'
import { client } from './client.ts'
import type { Document } from './document.ts'

export interface Answer<Data> {
  readonly data: Data | undefined
  readonly error: CombinedError | undefined
  /** The first answer, or one to other variables, is under way. */
  readonly isLoading: boolean
  /** `extensions.tick`: how far the answer has seen. */
  readonly ticks: Ticks | undefined
}

const ticksOf = (extensions: Readonly<Record<string, unknown>> | undefined) =>
  extensions?.['tick'] as Ticks | undefined

/** The answer to a query, asked anew when the variables change. `undefined`: nothing is asked. */
export function useAsk<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables | undefined,
  { everyMs }: { readonly everyMs?: number } = {},
): Answer<Data> & { readonly again: () => void } {
  const [{ data, error, fetching, extensions, stale }, execute] = useQuery<Data, object>({
    query: document.toString(),
    variables: variables ?? {},
    pause: variables === undefined,
  })
  const again = () => execute({ requestPolicy: 'network-only' })
  const latest = useRef(again)
  latest.current = again
  const isAsked = variables !== undefined
  useEffect(() => {
    if (everyMs === undefined || !isAsked) return
    const timer = setInterval(() => isShown() && latest.current(), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, isAsked])
  return { data, error, isLoading: fetching && !stale, ticks: ticksOf(extensions), again }
}

const isShown = () => globalThis.document.visibilityState === 'visible'

/** Asks once. Throws what the server refused; errors beside data are returned. */
export async function ask<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
  requestPolicy: RequestPolicy = 'network-only',
): Promise<Omit<Answer<Data>, 'isLoading'>> {
  const { data, error, extensions } = await client
    .query<Data>(document.toString(), variables, { requestPolicy })
    .toPromise()
  if (!data && error) throw error
  return { data, error, ticks: ticksOf(extensions) }
}

/** Changes something. Throws what the server refused. */
export async function change<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, error } = await client.mutation<Data>(document.toString(), variables).toPromise()
  if (error || !data) throw error ?? new Error('The answer was empty.')
  return data
}
