import { createLog } from '../cli/log.ts'
import { findDashboard } from '../cli/dashboard/finding.ts'
import { adminOf, tokenStore } from '../cli/options/access.ts'
import { mcpEntrance } from '../cli/mcp/entrance.ts'
import { backendsOf, ruleOf } from '../cli/options/values.ts'
import { isSafe } from '../server/access/oidc/issuer.ts'
import type { OidcOptions } from '../server/access/oidc/oidc.ts'
import { shortestSecret } from '../server/access/oidc/sealed.ts'
import { proxiesOf } from '../server/requests/forwarded.ts'
import type { RunningOptions } from '../server/running.ts'
import { checkOptions } from './checking.ts'
import type { ExecgraphOptions } from './options.ts'

type Auth = ExecgraphOptions['auth']

/** Throws a sentence that says what is wrong and what would be right. */
export async function settingsOf(options: ExecgraphOptions): Promise<RunningOptions> {
  checkOptions(options)
  const {
    backends: urls,
    auth,
    admin,
    waitForBackends = 0,
    retain,
    proxies = [],
    dashboard = false,
    mcp,
    log = createLog('warn'),
    ...rest
  } = options
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
    mcp: await mcpEntrance(mcp, log),
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
