import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'

export const idHeader = 'x-request-id'

/** What may stand in logs and headers as it is. */
const sane = /^[\w.:-]{1,128}$/

/** The id of a request: its client's or its proxy's, if it is sane, or a new one. */
export const requestIdOf = (given: string | undefined): string =>
  given !== undefined && sane.test(given) && !secret.test(given) ? given : randomUUID()

/** A token that was sent by mistake as an id would be in logs. */
const secret = /^egt_/i

const ids = new AsyncLocalStorage<string>()

/** Answers a request. Whatever is logged or answered for it can tell its id. */
export const answering = <T>(id: string, work: () => T): T => ids.run(id, work)

/** The id of the request that is being answered. */
export const currentRequestId = (): string | undefined => ids.getStore()

/** What an answer with errors says besides, so that its reader can name the request. */
export function withRequestId<Extensions extends object>(extensions: Extensions | undefined) {
  const requestId = currentRequestId()
  return requestId === undefined ? extensions : { ...extensions, requestId }
}

/** Answers with errors tell the id of their request. */
export const useRequestIds = (): Plugin => ({
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || isAsyncIterable(result) || !result.errors) return
    setResult({ ...result, extensions: withRequestId(result.extensions)! })
  },
})
