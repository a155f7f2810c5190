import type { Refusal } from './refuse.ts'

/** The API, at the root or below the path of a proxy. */
const api = /\/graphql\/?$/

/** Why a request that nothing has answered before is not one for the API. */
export function whyNotFound(method: string, path: string): Refusal | undefined {
  if (api.test(path)) return undefined
  const message = `Nothing answers ${method} at "${path.slice(0, 100)}". The API is at /graphql.`
  return { status: 404, code: 'NOT_FOUND', field: 'path', message }
}
