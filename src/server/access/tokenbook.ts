import type { Backend } from '../../db/backend.ts'
import { createMeter } from '../../db/meter.ts'
import { flowLimitOf } from '../../db/sql/flowlimit.ts'
import { digestOfSecret, isSameDigest, isSecret } from '../../db/tokens/secret.ts'
import {
  type TokenMark,
  type TokenRow,
  type TokenScope,
  listTokens,
  markOfTokens,
} from '../../db/tokens/tokens.ts'
import { type Viewer, seenBy } from '../../graphql/access/viewer.ts'
import { type Ending, createEnding } from './ending.ts'
import { createRefresh } from './refresh.ts'
import { createUses } from './uses.ts'

/** The tokens of a server, in memory. */
export interface TokenBook {
  /** The viewer of a secret. `unknown`: nobody has this token now. `away`: its store does not answer. */
  find(secret: string): Found | Promise<Found>
  /** Resolves when all changes up to now are known. */
  changed(): Promise<void>
  close(): Promise<void>
}

type Found = Viewer | 'unknown' | 'away'

interface Entry {
  readonly viewer: Viewer
  readonly digest: string
  readonly ending: Ending
}

/** How long a reading of the store may take. */
const patience = 2_000

/**
 * Tokens are read when a request comes and what is known is some seconds old, or while somebody has a stream or waits
 * for work. A server that nobody asks reads nothing.
 */
export function createTokenBook(backend: Backend, report: (error: unknown) => void): TokenBook {
  const uses = createUses(backend, report)
  let entries = new Map<string, Entry>()
  let known: TokenMark | undefined

  async function read() {
    const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + patience }
    const mark = await markOfTokens(backend, reading)
    if (!known || !isSameMark(mark, known)) take(await listTokens(backend, reading))
    known = mark
    endExpired()
  }
  const refresh = createRefresh(read)
  /** Tokens that are still there keep what they hold. */
  function take(rows: readonly TokenRow[]) {
    const before = entries
    const alive = rows.filter(({ revokedAt }) => revokedAt === null)
    entries = new Map(alive.map((row) => [row.digest, before.get(row.digest) ?? entryOf(row, refresh.watch)]))
    for (const [digest, { ending }] of before) if (!entries.has(digest)) ending.end()
  }
  function endExpired() {
    for (const { viewer, ending } of entries.values()) if (isOver(viewer)) ending.end()
  }
  function look(secret: string): Found {
    const digest = digestOfSecret(secret)
    const entry = entries.get(digest)
    if (!entry || !isSameDigest(entry.digest, digest) || isOver(entry.viewer))
      return refresh.isAway() ? 'away' : 'unknown'
    if (refresh.isLost()) return 'away'
    uses.note(entry.viewer.tokenId!)
    return entry.viewer
  }
  return {
    find(secret) {
      if (!isSecret(secret)) return 'unknown'
      const wait = refresh.due()
      if (wait) return wait.then(() => look(secret))
      const found = look(secret)
      if (found !== 'unknown') return found
      // It may have been made just now.
      return refresh.newer().then(() => look(secret))
    },
    changed: refresh.now,
    async close() {
      refresh.close()
      await uses.close()
    },
  }
}

const isOver = ({ expiresAt }: Viewer) => expiresAt !== null && expiresAt <= Date.now()

const isSameMark = (one: TokenMark, other: TokenMark) =>
  one.count === other.count &&
  one.revoked === other.revoked &&
  one.newest === other.newest &&
  one.revokedAt === other.revokedAt

function entryOf(row: TokenRow, watch: () => () => void): Entry {
  const { id, name, digest, expiresAt } = row
  const ending = createEnding(watch)
  const listIn = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as string[]))
  const flows = listIn(row.flows)
  const seen = {
    scopes: new Set(JSON.parse(row.scopes) as TokenScope[]),
    flows: flows && flowLimitOf(flows),
    backends: listIn(row.backends),
  }
  const viewer = { ...seen, name, tokenId: id, expiresAt, whenEnded: ending.when, sees: seenBy(seen) }
  return { viewer, digest, ending }
}
