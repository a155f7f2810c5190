import type { JWTPayload } from 'jose'
import { flowLimitOf } from '../../../db/sql/flowlimit.ts'
import { type TokenScope, tokenScopes } from '../../../db/tokens/tokens.ts'
import { type Viewer, seenBy } from '../../../graphql/access/viewer.ts'
import { tokenPlan } from '../../../graphql/tokens/plan.ts'

/** What a claim of a token allows. */
export interface GrantRule {
  /** The name of a claim, or the names on the way to one within others. */
  readonly claim: readonly string[]
  /** What it must be, or what must be among its texts. */
  readonly value: string
  readonly scopes: readonly TokenScope[]
  /** Names and prefixes (`train*`). `null`: all. */
  readonly flows: readonly string[] | null
  readonly backends: readonly string[] | null
}

/** What holds without a file: scopes of this server in the scopes of the token. Some issuers call them `scp`. */
export const usualRules: readonly GrantRule[] = ['scope', 'scp'].flatMap((claim) =>
  tokenScopes.map((scope) => ({
    claim: [claim],
    value: `execgraph:${scope.toLowerCase()}`,
    scopes: [scope],
    flows: null,
    backends: null,
  })),
)

/** The places of the rules that hold for these claims. */
export const rulesFor = (rules: readonly GrantRule[], claims: JWTPayload): number[] =>
  rules.flatMap((rule, place) => (textsIn(rule.claim, claims).includes(rule.value) ? [place] : []))

/**
 * What rules give together. The first one says to what it is limited. Others add their scopes if their limits are the
 * same: a scope is never given with wider limits than its own rule has.
 */
export function granted(rules: readonly GrantRule[]): Pick<Viewer, 'scopes' | 'flows' | 'backends' | 'sees'> {
  const [first] = rules
  const alike = rules.filter((rule) => limitsOf(rule) === limitsOf(first!))
  const seen = {
    scopes: new Set(alike.flatMap(({ scopes }) => scopes)),
    flows: first?.flows ? flowLimitOf(first.flows) : undefined,
    backends: first?.backends ?? undefined,
  }
  return { ...seen, sees: seenBy(seen) }
}

const limitsOf = ({ flows, backends }: GrantRule) =>
  JSON.stringify([flows?.toSorted() ?? null, backends?.toSorted() ?? null])

function textsIn(path: readonly string[], claims: JWTPayload): readonly unknown[] {
  let found: unknown = claims
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return []
    found = (found as Record<string, unknown>)[name]
  }
  const [name] = path
  // Anybody may have claimed an address that was never proved to be theirs.
  if (name === 'email' && claims['email_verified'] !== true) return []
  if (Array.isArray(found)) return found
  if (typeof found !== 'string') return []
  return name === 'scope' || name === 'scp' ? found.split(' ') : [found]
}

const mostRules = 200
const mostPath = 5
const longestText = 1_000

/** Reads the rules of an operator's file. Throws a sentence that says what is wrong with it. */
export function grantRulesOf(json: unknown): GrantRule[] {
  if (Array.isArray(json) && json.length > 0 && json.length <= mostRules) return json.map(grantRuleOf)
  throw new Error(`it must be a list of 1 to ${mostRules} rules.`)
}

const known = ['claim', 'value', 'scopes', 'flows', 'backends']

function grantRuleOf(given: unknown, place: number): GrantRule {
  const path = (name: string) => `[${place}].${name}`
  if (typeof given !== 'object' || given === null) throw new Error(`[${place}] must be an object.`)
  const other = Object.keys(given).find((name) => !known.includes(name))
  if (other !== undefined)
    throw new Error(`"${path(other.slice(0, 100))}" is not known. Known: ${known.join(', ')}.`)
  const { claim, value, scopes, flows, backends } = given as Record<string, unknown>
  const texts = textsOf(path)
  const names = texts('claim', [claim].flat())
  if (names.length > mostPath) throw new Error(`"${path('claim')}" may have ${mostPath} names.`)
  const input = {
    name: 'rule',
    scopes: texts('scopes', scopes).map((word) => scopeOf(word, path('scopes'))),
    flows: flows == null ? null : texts('flows', flows),
    backends: backends == null ? null : texts('backends', backends),
  }
  const { name: _, expiresAt: __, ...plan } = tokenPlan(input, path, 0)
  return { claim: names, value: texts('value', [value])[0]!, ...plan }
}

const textsOf = (path: (name: string) => string) => (name: string, list: unknown) => {
  const isText = (text: unknown): text is string =>
    typeof text === 'string' && text.length > 0 && text.length <= longestText
  if (Array.isArray(list) && list.length > 0 && list.every(isText)) return list
  throw new Error(`"${path(name)}" must hold texts of 1 to ${longestText} characters.`)
}

function scopeOf(word: string, field: string): TokenScope {
  const scope = tokenScopes.find((one) => one.toLowerCase() === word)
  if (scope) return scope
  throw new Error(`"${field}" takes read, write, work and admin, not ${JSON.stringify(word.slice(0, 100))}.`)
}
