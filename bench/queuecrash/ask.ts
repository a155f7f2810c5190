import { authorization } from '../common/token.ts'

/** The server or its store is gone: the caller retries, and does not know what was done. */
export class Lost extends Error {}

const temporary = new Set(['BACKEND_UNAVAILABLE', 'TIMEOUT'])
export const isTemporary = (code: string | undefined) => code !== undefined && temporary.has(code)

interface Answer<Data> {
  readonly data?: Data
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** The data of a query. Throws `Lost` if a retry may help. */
export async function ask<Data>(url: string, query: string, variables: object): Promise<Data> {
  const answer = (await posted(url, JSON.stringify({ query, variables }))) as Answer<Data>
  const error = answer.errors?.[0]
  if (isTemporary(error?.extensions?.code)) throw new Lost(error!.message)
  if (error) throw new Error(JSON.stringify(answer.errors).slice(0, 500))
  return answer.data!
}

async function posted(url: string, body: string): Promise<unknown> {
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { ...authorization(), 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(30_000),
    })
    text = await response.text()
  } catch (error) {
    throw new Lost(String(error), { cause: error })
  }
  // A server that has just started does not know who asks while the store of the tokens is away.
  if (response.status === 503) throw new Lost(text)
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}
