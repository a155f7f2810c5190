import type { Refusal } from '../../requests/refuse.ts'
import type { SignInProblem } from './codeflow.ts'

export const issuerAway: Refusal = {
  status: 503,
  code: 'BACKEND_UNAVAILABLE',
  field: 'issuer',
  message: 'The issuer of the sign-in does not answer now. Try again in a moment.',
  headers: { 'retry-after': '2' },
}

export const notGet: Refusal = {
  status: 405,
  code: 'BAD_USER_INPUT',
  field: 'method',
  message: 'A sign-in is a visit: GET.',
  headers: { allow: 'GET' },
}

/** What a browser is told that was not signed in. */
export const signInRefusals: Readonly<Record<SignInProblem, Refusal>> = {
  away: issuerAway,
  busy: {
    status: 429,
    code: 'RATE_LIMITED',
    field: 'code',
    message: 'Too many people sign in at this moment. Try again in a moment.',
    headers: { 'retry-after': '2' },
  },
  notBegun: {
    status: 400,
    code: 'BAD_USER_INPUT',
    field: 'state',
    message: 'This sign-in was not begun by this browser, or more than 10 minutes ago. Begin again.',
  },
  refused: {
    status: 403,
    code: 'FORBIDDEN',
    field: 'code',
    message: 'The issuer did not sign you in.',
  },
  notTaken: {
    status: 401,
    code: 'UNAUTHENTICATED',
    field: 'code',
    message: 'The issuer did not confirm this sign-in. Begin again.',
  },
  unscoped: {
    status: 403,
    code: 'FORBIDDEN',
    field: 'scope',
    message:
      'The issuer has signed you in, but nothing that it says of you allows anything here. Ask whoever runs this server.',
  },
}
