import type { Logger } from 'pino'
import { createLog } from '../cli/log.ts'
import { findDashboard } from '../cli/dashboard/finding.ts'
import { adminOf, tokenStore } from '../cli/options/access.ts'
import { backendsOf, ruleOf } from '../cli/options/values.ts'
import { isSafe } from '../server/access/oidc/issuer.ts'
import type { OidcOptions } from '../server/access/oidc/oidc.ts'
import { shortestSecret } from '../server/access/oidc/sealed.ts'
import type { AppOptions } from '../server/app.ts'
import { proxiesOf } from '../server/requests/forwarded.ts'
import type { RunningOptions } from '../server/running.ts'

type Auth = NonNullable<AppOptions['auth']>

/** What cannot be given as it is to a server. */
type OwnForm = 'admin' | 'auth' | 'dashboard' | 'log' | 'proxies' | 'retain'
type NotGiven = 'metUngrouped' | 'nameOf' | 'pollMs'

export interface ExecgraphOptions extends Omit<AppOptions, OwnForm | NotGiven> {
  /**
   * The URLs of the stores by their names, such as `{ main: 'sqlite:./execgraph.db', prod: 'postgres://…' }`. What names
   * no backend is written to the first.
   */
  readonly backends: Readonly<Record<string, string>>
  /**
   * Who is let in: everybody, who may then do everything, or who sends a token; `oidc`: one of an issuer, too. It has no
   * default, so that a server that is open is open on purpose.
   */
  readonly auth: Auth
  /** The URL of the store of the tokens. Default: the first backend of `sqlite:` or `postgres:`. */
  readonly admin?: string
  /** How many milliseconds to wait while none of the stores is up. Default: 0. */
  readonly waitForBackends?: number
  /** What is deleted by and by, such as `completed:30d,failed:90d,count:100000`. Default: nothing. */
  readonly retain?: string
  /** Addresses of proxies, and ranges of them, whose `X-Forwarded-…` count. */
  readonly proxies?: readonly string[]
  /** Whether `/` is the dashboard. */
  readonly dashboard?: boolean
  /** Where to log. Default: warnings and errors, as JSON, to standard output. */
  readonly log?: Logger
}

/** Throws a sentence that says what is wrong and what would be right. */
export function settingsOf({
  backends: urls,
  auth,
  admin,
  waitForBackends = 0,
  retain,
  proxies = [],
  dashboard = false,
  log = createLog('warn'),
  ...rest
}: ExecgraphOptions): RunningOptions {
  const backends = backendsOf(Object.entries(urls).map(([name, url]) => `${name}=${url}`))
  if (backends.length === 0)
    throw new Error('"backends" names no store. Name one, such as { main: "sqlite:./execgraph.db" }.')
  checkOidc(auth, rest.oidc)
  return {
    ...rest,
    backends,
    auth,
    tokenStore: tokenStore({
      admin: admin === undefined ? undefined : adminOf(admin, '"admin"'),
      backend: backends,
    }),
    waitForBackends,
    retain: retain === undefined ? undefined : ruleOf(retain, '"retain"'),
    proxies: proxiesOf(proxies, '"proxies"'),
    ...(dashboard && { dashboard: findDashboard((why) => log.warn(why)) }),
    log,
  }
}

/** Nobody must believe that a server asks who comes that does not. */
function checkOidc(auth: Auth, oidc: OidcOptions | undefined) {
  if (auth !== 'oidc') {
    if (oidc) throw new Error(`"oidc" needs "auth" to be "oidc", and it is "${auth}".`)
    return
  }
  if (!oidc) throw new Error('"auth" is "oidc", which needs "oidc".')
  const { issuer, audience, signIn } = oidc
  if (!isSafe(issuer)) throw new Error('"oidc.issuer" must be an https URL; http only of this machine.')
  if (audience.length === 0 && !signIn)
    throw new Error('"oidc" needs an "audience" for tokens, or a "signIn" for browsers, or both.')
  if (signIn && signIn.clientSecret.length < shortestSecret)
    throw new Error(`"oidc.signIn.clientSecret" must have at least ${shortestSecret} characters.`)
}
