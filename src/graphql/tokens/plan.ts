import { textBeyond } from '../../db/sql/flowlimit.ts'
import type { TokenPlan } from '../../db/tokens/newtoken.ts'
import { tokenScopes } from '../../db/tokens/tokens.ts'
import { badInput } from '../errors.ts'
import { atMost, checkedId } from '../inputs/checks.ts'
import type { TokenInput } from '../types.gen.ts'

const longestName = 100
/** Most flows, or backends, that one token is limited to: each is part of what its statements ask. */
const mostLimits = 20
const longestLife = 10 * 365 * 86_400_000

/** Throws a coded error that names the field. `path` writes the name of a field of the token. */
export function tokenPlan(input: TokenInput, path: (name: string) => string, now: number): TokenPlan {
  return {
    name: checkedName(input.name, path('name')),
    scopes: tokenScopes.filter((scope) => checkedScopes(input, path('scopes')).includes(scope)),
    flows: limit(input.flows, path('flows'), checkedFlow),
    backends: limit(input.backends, path('backends'), checkedId),
    expiresAt: checkedExpiry(input.expiresAt, path('expiresAt'), now),
  }
}

function checkedName(name: string, field: string): string {
  const { length: received } = name
  if (received >= 1 && received <= longestName) return checkedId(name, field)
  throw badInput(`"${field}" must have 1 to ${longestName} characters, not ${received}.`, {
    field,
    limit: received === 0 ? 1 : longestName,
    received,
  })
}

function checkedScopes({ scopes }: TokenInput, field: string) {
  atMost(tokenScopes.length, scopes.length, field)
  if (scopes.length > 0) return scopes
  throw badInput(`"${field}" must name at least one scope.`, { field, limit: 1, received: 0 })
}

function limit(
  texts: readonly string[] | null | undefined,
  field: string,
  checked: (text: string, field: string) => string,
): string[] | null {
  if (texts == null) return null
  const { length: received } = texts
  if (received === 0 || received > mostLimits)
    throw badInput(
      `"${field}" must have 1 to ${mostLimits} elements, not ${received}. Leave it out for all.`,
      {
        field,
        limit: received === 0 ? 1 : mostLimits,
        received,
      },
    )
  return [...new Set(texts.map((text, index) => checked(text, `${field}[${index}]`)))]
}

/** A name of a flow, or the beginning of names with a star behind it. */
function checkedFlow(text: string, field: string): string {
  checkedId(text, field)
  const isPrefix = text.endsWith('*')
  if (isPrefix && (text === '*' || textBeyond(text.slice(0, -1)) === null))
    throw badInput(
      `"${field}" must have the beginning of a name before the star. Leave "flows" out for all.`,
      {
        field,
      },
    )
  return text
}

function checkedExpiry(time: number | null | undefined, field: string, now: number): number | null {
  if (time == null || (time > now && time <= now + longestLife)) return time ?? null
  throw badInput(`"${field}" must be in the future, at most ten years ahead.`, {
    field,
    limit: time > now ? now + longestLife : now,
    received: time,
  })
}
