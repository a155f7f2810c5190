import { isSecret } from '../../db/tokens/secret.ts'

/** Where a browser is given a token to keep. */
export const sessionPath = '/session'
/** What it keeps it in. */
export const cookie = 'execgraph_token'

/** The token in an Authorization header. */
export const secretIn = (credentials: string | null | undefined): string | undefined =>
  /^Bearer +([^ ]+) *$/i.exec(credentials ?? '')?.[1]

/** The token that a browser was given to keep. */
export function keptSecret(cookies: string | undefined): string | undefined {
  const found = cookies
    ?.split(';')
    .map((one) => one.trim().split('='))
    .find(([name]) => name === cookie)
  const secret = found?.[1]
  return secret !== undefined && isSecret(secret) ? secret : undefined
}
