import type { ExecgraphOptions } from './options.ts'

type Name = keyof ExecgraphOptions

const wholeNumbers = [
  ...(['maxBody', 'maxBodyNodes', 'maxBodies', 'maxRequests', 'maxStreams', 'rateLimit', 'readMs'] as const),
  ...([
    'mostReads',
    'statusCacheMs',
    'outputBytes',
    'inputBytes',
    'openExecutions',
    'outgoingBytes',
  ] as const),
  'waitForBackends',
] as const satisfies readonly Name[]

const others = [
  ...([
    'backends',
    'auth',
    'admin',
    'oidc',
    'retain',
    'proxies',
    'hosts',
    'allowedOrigins',
    'dashboard',
    'mcp',
  ] as const),
  ...(['log', 'documents', 'limits', 'sampleRates', 'queryLimits', 'answerLimits', 'metrics'] as const),
] as const satisfies readonly Name[]

/** An option that is in neither list does not compile. */
type Listed = (typeof wholeNumbers)[number] | (typeof others)[number]
const isListed: [Exclude<Name, Listed>] extends [never] ? true : Exclude<Name, Listed> = true

const auths: ReadonlySet<unknown> = new Set(['none', 'tokens', 'oidc'])

/** What types say, for programs that are not checked. Throws a sentence. */
export function checkOptions(options: ExecgraphOptions): void {
  const given: Readonly<Record<string, unknown>> = isObject(options) ? options : {}
  const known: ReadonlySet<string> = new Set(isListed ? [...wholeNumbers, ...others] : [])
  const strange = Object.keys(given).find((name) => !known.has(name))
  if (strange !== undefined) throw new Error(`There is no option ${shown(strange)}.`)
  const { backends, auth } = given
  if (!isObject(backends) || !Object.values(backends).every((url) => typeof url === 'string'))
    throw new Error(
      '"backends" must be the URLs of the stores by their names, such as { main: "sqlite:./execgraph.db" }.',
    )
  if (!auths.has(auth))
    throw new Error(
      `"auth" must be "none", "tokens" or "oidc", not ${shown(auth)}. With "none", everybody may do everything.`,
    )
  const { mcp } = given
  if (mcp !== undefined && mcp !== 'read' && mcp !== 'write')
    throw new Error(`"mcp" must be "read" or "write", not ${shown(mcp)}.`)
  for (const name of wholeNumbers) {
    const value = given[name]
    if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0)) continue
    throw new Error(`"${name}" must be a whole number of at least 0, not ${shown(value)}.`)
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Only its beginning: a secret may stand in the wrong place. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value).slice(0, 40)
