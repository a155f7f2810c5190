import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '../../../graphql/access/viewer.ts'
import { type Ending, endingAt } from '../ending.ts'
import { type GrantRule, granted } from './grants.ts'

/** `unscoped`: who asks is known, and may do nothing. */
export type FoundViewer = Viewer | 'unknown' | 'away' | 'unscoped'

/** Who somebody is by what they showed, and until when. */
interface Proved {
  readonly subject: string
  readonly rules: readonly GrantRule[]
  readonly expiresAt: number
  /** The id of the key that signed it. */
  readonly key?: string | undefined
}

interface Entry {
  readonly viewer: Viewer
  readonly ending: Ending
  readonly key: string | undefined
}

/** Of so many texts it is known whose they are. Others are checked again. */
const mostViewers = 10_000

/** Those whose texts were checked, so that each is checked once. `watch` is called while something is held by one. */
export function createViewers(watch: () => () => void) {
  const entries = new LRUCache<string, Entry>({ max: mostViewers })
  const held = new Map<Ending, string | undefined>()
  return {
    known(text: string): FoundViewer | undefined {
      const viewer = entries.get(digestOf(text))?.viewer
      return viewer && viewer.expiresAt! <= Date.now() ? 'unknown' : viewer
    },
    add(text: string, { subject, rules, expiresAt, key }: Proved): FoundViewer {
      if (rules.length === 0) return 'unscoped'
      const ending = endingAt(expiresAt, () => {
        held.set(ending, key)
        const unwatch = watch()
        return () => {
          held.delete(ending)
          unwatch()
        }
      })
      const viewer = {
        ...granted(rules),
        name: subject,
        tokenId: null,
        expiresAt,
        whenEnded: ending.when,
      }
      entries.set(digestOf(text), { viewer, ending, key })
      return viewer
    },
    /** Ends what others than these keys have signed. */
    keepOnly(keys: ReadonlySet<string>): void {
      const isKept = (key: string | undefined) => key !== undefined && keys.has(key)
      for (const [digest, { key }] of entries) if (!isKept(key)) entries.delete(digest)
      for (const [ending, key] of held) if (!isKept(key)) ending.end()
    },
  }
}

const digestOf = (text: string) => hash('sha256', text, 'base64url')
