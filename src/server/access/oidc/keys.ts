import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { createRefresh } from '../refresh.ts'
import { type Issuer, readIssuer } from './issuer.ts'

/** What an issuer says in a token, once its signature is checked. `away`: that cannot be checked now. */
type Checked = Signed | 'unknown' | 'away'

interface Signed {
  readonly claims: JWTPayload & { readonly sub: string; readonly exp: number }
  /** The id of the key, if the token names it. */
  readonly key: string | undefined
}

/** An issuer and its keys, in memory. */
export interface Keys {
  /** The issuer, if it has answered. */
  issuer(): Promise<Issuer | undefined>
  /** Checks a token for one of these audiences. */
  check(token: string, audience: readonly string[]): Promise<Checked>
  /** Begins to read the keys again if they are old. */
  keepFresh(): void
  /** Whether the keys may no longer be believed: the issuer has not answered for long. */
  isLost(): boolean
  /** Reads them now and then, until the returned function is called. */
  watch(): () => void
  close(): void
}

/** Signatures whose keys are not secret where they are checked: what checks a token could make one otherwise. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

/** By how much the issuer's clock may be ahead of this one, and this one of the issuer's. */
export const toleranceMs = 5_000
/** A longer token is not looked at. */
const mostLength = 8 * 1024
const longestSubject = 255

const times = { freshMs: 5 * 60_000, newMs: 0, againMs: 1_000, believedMs: 60 * 60_000 }
/** How far apart readings are that unknown keys cause: anybody can invent one. */
const unknownMs = 10_000

/** `changed` is called when a key has gone or is another one, with the ids of those that stayed. */
export function createKeys(url: URL, log: Logger, changed: (kept: ReadonlySet<string>) => void): Keys {
  let known: { readonly issuer: Issuer; readonly find: JWTVerifyGetKey } | undefined
  const tell = createOutageLog(url, log)
  let lookedAt = -Infinity
  let looking: Promise<void> | undefined

  async function read() {
    try {
      const issuer = await readIssuer(url)
      const { createLocalJWKSet } = await import('jose')
      const before = known?.issuer
      known = { issuer, find: createLocalJWKSet(issuer.keys) }
      if (before && hasLost(before, issuer)) changed(keptIds(before, issuer))
      tell(undefined)
    } catch (error) {
      tell(error as Error)
      throw error
    }
  }
  const refresh = createRefresh(read, times)
  async function lookForNewKeys() {
    const now = performance.now()
    if (now - lookedAt >= unknownMs) {
      lookedAt = now
      looking = refresh.now()
    }
    await looking
  }
  async function check(token: string, audience: readonly string[]): Promise<Checked> {
    if (token.length > mostLength) return 'unknown'
    await refresh.due()
    if (!known || refresh.isLost()) return 'away'
    const first = await verifiedNow(token, audience)
    if (first !== 'noKey') return first
    await lookForNewKeys()
    const second = await verifiedNow(token, audience)
    return second === 'noKey' ? (refresh.isAway() ? 'away' : 'unknown') : second
  }
  /** By the keys as they are at the end of it: one may go meanwhile. */
  async function verifiedNow(token: string, audience: readonly string[]) {
    for (;;) {
      const { issuer, find } = known!
      const found = await verified(token, find, issuer.name, audience)
      if (known!.find === find) return found
    }
  }
  void refresh.due()
  return {
    async issuer() {
      await refresh.due()
      return known?.issuer
    },
    check,
    keepFresh: () => void refresh.due(),
    isLost: refresh.isLost,
    watch: refresh.watch,
    close: refresh.close,
  }
}

/** Logs a line when the issuer stops answering, and one when it answers again. */
function createOutageLog({ href: issuer }: URL, log: Logger) {
  const away = 'the issuer cannot be used: its tokens are checked with the keys that are known'
  let isAway = false
  return (error: Error | undefined) => {
    if (error && !isAway) log.warn({ issuer, why: error.message }, away)
    if (!error && isAway) log.info({ issuer }, 'the issuer answers again')
    isAway = error !== undefined
  }
}

async function verified(
  token: string,
  find: JWTVerifyGetKey,
  issuer: string,
  audience: readonly string[],
): Promise<Signed | 'unknown' | 'noKey'> {
  const { errors, jwtVerify } = await import('jose')
  try {
    const { payload, protectedHeader } = await jwtVerify<Signed['claims']>(token, find, {
      issuer,
      audience: [...audience],
      algorithms,
      clockTolerance: toleranceMs / 1_000,
      requiredClaims: ['exp', 'sub'],
    })
    const { typ, kid } = protectedHeader
    return isPlain(typ) && isSubject(payload.sub) ? { claims: payload, key: kid } : 'unknown'
  } catch (error) {
    return error instanceof errors.JWKSNoMatchingKey ? 'noKey' : 'unknown'
  }
}

/** Other tokens of an issuer, such as those that tell of a sign-out, let nobody in. */
const isPlain = (type: string | undefined) =>
  type === undefined || /^(?:application\/)?(?:at\+)?jwt$/i.test(type)

/** It is the name of who asks. */
const isSubject = (subject: unknown) =>
  typeof subject === 'string' &&
  subject.length <= longestSubject &&
  subject.isWellFormed() &&
  /^[^\p{Cc}]+$/u.test(subject)

const textsOf = ({ keys }: Issuer) => new Set(keys.keys.map((key) => JSON.stringify(key)))

const hasLost = (before: Issuer, now: Issuer) => !textsOf(before).isSubsetOf(textsOf(now))

/** The ids of keys that are what they were. */
const keptIds = (before: Issuer, now: Issuer): ReadonlySet<string> => {
  const texts = textsOf(now)
  const kept = before.keys.keys.filter((key) => texts.has(JSON.stringify(key)))
  return new Set(kept.flatMap(({ kid }) => kid ?? []))
}
