import type { FlowLimit } from '../../db/sql/flowlimit.ts'
import { type TokenScope, tokenScopes } from '../../db/tokens/tokens.ts'

/** Who asks, and what they may do and see. */
export interface Viewer {
  /** The name of a token, or the subject that an issuer tells. */
  readonly name: string
  readonly scopes: ReadonlySet<TokenScope>
  /** `undefined`: all flows. */
  readonly flows: FlowLimit | undefined
  /** Names. `undefined`: all backends. */
  readonly backends: readonly string[] | undefined
  /** Not of those that an issuer tells. */
  readonly tokenId: string | null
  readonly expiresAt: number | null
  /**
   * Calls `end` when the viewer may do nothing any more, unless the returned function is called before. Not given if it
   * never ends.
   */
  readonly whenEnded?: (end: () => void) => () => void
  /** The same text for all who see the same. What is shared is keyed by it. */
  readonly sees: string
}

/** May do and see everything: whoever reaches a server without authentication. */
export const openViewer: Viewer = {
  name: 'anybody',
  scopes: new Set(tokenScopes),
  flows: undefined,
  backends: undefined,
  tokenId: null,
  expiresAt: null,
  sees: '',
}

/** Whether both are the same one, who sees the same. */
export const isSameViewer = (one: Viewer, other: Viewer): boolean =>
  one.tokenId === other.tokenId && one.name === other.name && one.sees === other.sees

type Seen = Pick<Viewer, 'scopes' | 'flows' | 'backends'>

/** The text that stands for what a viewer sees: empty for one who sees all. */
export function seenBy({ scopes, flows, backends }: Seen): string {
  const mayRead = scopes.has('READ')
  if (mayRead && flows === undefined && backends === undefined) return ''
  return JSON.stringify([mayRead, flows ?? null, backends?.toSorted() ?? null])
}
