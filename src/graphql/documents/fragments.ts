import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql'

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

/** Documents are cached across requests, and so are their fragments. */
const known = new WeakMap<DocumentNode, Fragments>()

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  let found = known.get(document)
  if (!found) {
    const named = document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    )
    known.set(document, (found = Object.assign(Object.create(null) as object, Object.fromEntries(named))))
  }
  return found
}
