import type { NameOf } from './requests.ts'

/** The texts of trusted documents, by what the server calls them. */
type Manifest = ReadonlyMap<string, string>

const named = /(?:^|[\s}])(?:query|mutation|subscription)\s+(\w{1,100})/

/** Names operations by the texts of trusted documents. Until these are there, nothing is known. */
export function namesOf(trusted: Manifest | Promise<Manifest>): NameOf {
  let names: ReadonlyMap<unknown, string> = new Map()
  const learn = (manifest: Manifest) => {
    const found = [...manifest.values()].map((text) => [text, named.exec(text)?.[1] ?? 'unnamed'] as const)
    names = new Map(found)
  }
  if (trusted instanceof Promise) void trusted.then(learn)
  else learn(trusted)
  return ({ query }) => names.get(query)
}
