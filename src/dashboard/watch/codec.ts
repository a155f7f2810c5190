import { encoded } from '../address/addresses.ts'
import { chunksOf } from '../../client/live/chunks.ts'

/** So long may ids be in the search part of an address, which goes to the server and into its logs. */
const mostChars = 2_000
/** What an address may unfold to: some bytes of it can hold gigabytes. */
const mostBytes = 1_000_000

export interface Place {
  readonly ids: string | undefined
  /** Without the `#`. */
  readonly hash: string | undefined
}

/** Where ids stand in an address: in `ids`, or folded in the fragment, which is never sent. */
export async function placeOf(ids: readonly string[]): Promise<Place> {
  const text = ids.join(',')
  if (encoded(text).length <= mostChars) return { ids: text || undefined, hash: undefined }
  return { ids: undefined, hash: `z=${await fold(ids.join('\n'))}` }
}

/** The ids of an address, as a text of lines. `undefined`: it cannot be read. */
export async function textOf({ ids, hash }: Place): Promise<string | undefined> {
  if (hash?.startsWith('z=')) return await unfold(hash.slice(2))
  return ids?.replaceAll(',', '\n') ?? ''
}

async function fold(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

async function unfold(folded: string): Promise<string | undefined> {
  try {
    const binary = atob(folded.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    const decoder = new TextDecoder()
    let [text, size] = ['', 0]
    for await (const chunk of chunksOf(stream)) {
      size += chunk.byteLength
      if (size > mostBytes) return undefined
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch {
    return undefined
  }
}
