/** Ids of the page's documents, by `keyOf` of each text. Only a build knows them: others send texts. */
declare const __DOCUMENT_IDS__: Readonly<Record<string, string>>

const ids = typeof __DOCUMENT_IDS__ === 'undefined' ? {} : __DOCUMENT_IDS__

export const documentIdOf = (text: string): string | undefined => ids[keyOf(text)]

/** A short name for a text, which tells those of one page apart: FNV-1a of 32 bits, and the length. */
export function keyOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return `${text.length.toString(36)}.${(hash >>> 0).toString(36)}`
}
