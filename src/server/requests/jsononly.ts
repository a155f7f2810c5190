import type { Plugin } from 'graphql-yoga'
import { whyNotFound } from './notfound.ts'
import type { Refusal } from './refuse.ts'
import { answerOf } from './refuse.ts'

const json = /^application\/(?:graphql\+|graphql-response\+)?json\s*(?:;|$)/i

/** Yoga would print whole answers into a stream, past every bound. */
const streams = /text\/(?:event-stream|\*)|multipart\//i
/** Whether the answer may be a stream of events, and whether it must be one. */
export const takesStream = (accept: string) => /text\/event-stream/i.test(accept)
export const takesStreamOnly = (accept: string) => takesStream(accept) && !takesJson.test(accept)
const takesJson = /application\/(?:json|graphql-response\+json|\*)|\*\/\*/i

/**
 * What comes after the pages is for the API, or is not found. POST takes only JSON, and all answers are JSON. Another
 * site may send a form without permission, so a form must not run mutations.
 */
export const useJsonOnly = (): Plugin => ({
  onRequest({ request: { method, headers }, url, fetchAPI, endResponse }) {
    const refusal =
      whyNotFound(method, url.pathname) ??
      whyNotAnswered(method, headers.get('accept') ?? '*/*') ??
      (method === 'POST' && whyNotJson((name) => headers.get(name) ?? undefined))
    if (!refusal) return
    const { body, ...init } = answerOf(refusal)
    endResponse(new fetchAPI.Response(body, init))
  },
})

/** A POST is refused before it is executed: its answer could not be sent. A GET may want a page. */
function whyNotAnswered(method: string, accept: string): Refusal | undefined {
  if (takesJson.test(accept) || (method !== 'POST' && !streams.test(accept))) return undefined
  const message = 'The answer is JSON. Send an "Accept" header that allows application/json, or none.'
  return { status: 406, code: 'BAD_USER_INPUT', field: 'accept', message }
}

/** Why a body is not read. */
export function whyNotJson(header: (name: string) => string | undefined): Refusal | undefined {
  const type = header('content-type') ?? ''
  const encoding = header('content-encoding') ?? 'identity'
  const shown = (text: string) => JSON.stringify(text.slice(0, 100))
  if (!json.test(type)) {
    const sent = type === '' ? 'a body without a content type' : shown(type)
    return notTaken('content-type', `Send application/json, not ${sent}.`)
  }
  if (encoding.trim().toLowerCase() === 'identity') return undefined
  return notTaken('content-encoding', `Send the body unencoded, not in the encoding ${shown(encoding)}.`)
}

const notTaken = (field: string, message: string): Refusal => ({
  status: 415,
  code: 'BAD_USER_INPUT',
  field,
  message,
  ...(field === 'content-encoding' && { headers: { 'accept-encoding': 'identity' } }),
})
