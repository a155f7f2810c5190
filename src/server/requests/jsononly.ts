import type { Plugin } from 'graphql-yoga'
import type { Refusal } from './refuse.ts'
import { refusedBody } from './refuse.ts'

const json = /^application\/(?:graphql\+|graphql-response\+)?json\s*(?:;|$)/i

/** Only JSON is taken by POST. A form needs no permission to be sent from another site, so it must not run mutations. */
export const useJsonOnly = (): Plugin => ({
  onRequest({ request: { method, headers }, fetchAPI, endResponse }) {
    if (method !== 'POST') return
    const refusal = whyNotJson(
      headers.get('content-type') ?? '',
      headers.get('content-encoding') ?? 'identity',
    )
    if (!refusal) return
    const own = { 'content-type': 'application/json', ...refusal.headers }
    endResponse(new fetchAPI.Response(refusedBody(refusal), { status: refusal.status, headers: own }))
  },
})

function whyNotJson(type: string, encoding: string): Refusal | undefined {
  const shown = (text: string) => JSON.stringify(text.slice(0, 100))
  if (!json.test(type)) {
    const sent = type === '' ? 'a body without a content type' : shown(type)
    return notTaken('content-type', `Send application/json, not ${sent}.`)
  }
  if (encoding.trim().toLowerCase() === 'identity') return undefined
  return notTaken('content-encoding', `Send the body as it is, not in the encoding ${shown(encoding)}.`)
}

const notTaken = (field: string, message: string): Refusal => ({
  status: 415,
  code: 'BAD_USER_INPUT',
  field,
  message,
  ...(field === 'content-encoding' && { headers: { 'accept-encoding': 'identity' } }),
})
