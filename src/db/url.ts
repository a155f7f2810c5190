import type { Store } from './kind.ts'
import { kinds } from './kinds.ts'
import { isHarmless } from './urls/options.ts'

export interface BackendUrl {
  readonly name: string
  readonly kind: string
  readonly store: Store
  /** Tables may be made beside those of an engine. */
  readonly mayCreate?: true
}

const namePattern = /^[a-z][a-z0-9_-]{0,62}$/

/** The name and the URL of `name=scheme:…?options`. Throws a sentence that says what is wrong and what would be right. */
export function splitBackend(text: string) {
  const split = text.indexOf('=')
  const [name, url] = [text.slice(0, split), text.slice(split + 1)]
  // The URL is not repeated in any message: it may hold a password.
  if (split < 1) throw new Error('A backend is written name=url, such as main=sqlite:./execgraph.db.')
  if (!namePattern.test(name)) {
    const what = isHarmless(name) ? `"${name}" is not a name for a backend` : 'A backend has no name'
    throw new Error(
      `${what}: it is written name=url, the name in up to 63 lower-case letters, digits, "-" and "_", a letter first.`,
    )
  }
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+-]*):(.*)$/is.exec(url) ?? []
  return { name, scheme, rest }
}

const kindOf = (scheme: string | undefined) =>
  kinds.find(({ schemes }) => scheme !== undefined && schemes.includes(scheme))

/** Whether it is the scheme of some kind of backend. */
export const isKnown = (scheme: string): boolean => kindOf(scheme) !== undefined

/** Throws a sentence, too. */
export function parseBackend(text: string): BackendUrl {
  const { name, scheme, rest } = splitBackend(text)
  const found = kindOf(scheme)
  if (found) return { name, kind: found.kind, store: found.parse(name, rest) }
  const given = scheme === undefined ? 'no scheme' : `the unknown scheme "${scheme.slice(0, 40)}:"`
  const known = kinds.map(({ schemes: [first] }) =>
    first!.endsWith('postgres') ? `${first}://` : `${first}:`,
  )
  throw new Error(
    `Backend "${name}" has ${given}. Use one of ${known.join(', ')}. docs/settings.md has an example of each.`,
  )
}
