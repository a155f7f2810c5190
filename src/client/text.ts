import { print } from '@0no-co/graphql.web'
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/**
 * A document: its text, or what code generators make of it, which knows the types of the answer and of the
 * variables.
 */
export type Document<Data, Variables> = string | ((object | string) & DocumentTypeDecoration<Data, Variables>)

const texts = new WeakMap<object, string>()

/** The text of a document. Of a tree it is printed once. */
export function textOf(document: Document<unknown, never>): string {
  // A text with types is an object of `String`; a tree has a `kind`.
  if (typeof document === 'string' || !('kind' in document))
    return (document as { toString(): string }).toString()
  let text = texts.get(document)
  if (text === undefined) {
    text = print(document as Parameters<typeof print>[0])
    texts.set(document, text)
  }
  return text
}

/** Whether a document only asks, so that it may be sent again. */
export const onlyAsks = (text: string): boolean => !/^\s*(?:mutation|subscription)\b/m.test(text)
