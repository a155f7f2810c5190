import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import type { Outgoing } from '../outgoing.ts'

/** A file in each encoding. It is made once and shared by all responses. */
export interface StaticFile {
  readonly type: string
  readonly etag: string
  readonly headers?: Readonly<Record<string, string>>
  readonly identity: Uint8Array<ArrayBuffer>
  readonly br: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
}

/** Takes tens of milliseconds per megabyte. */
export function staticFile(
  type: string,
  content: string | Buffer,
  headers?: Record<string, string>,
): StaticFile {
  const identity = Buffer.from(content)
  const etag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  const [br, gzip] = [brotliCompressSync(identity, { params }), gzipSync(identity)]
  // Copies have memory of their own, which can be transferred between threads.
  return {
    type,
    etag,
    identity: new Uint8Array(identity),
    br: new Uint8Array(br),
    gzip: new Uint8Array(gzip),
    ...(headers && { headers }),
  }
}

/** Finds a file by path. Some are only for requests that accept a page. */
export type Find = (
  path: string,
  wantsPage: boolean,
) => StaticFile | undefined | Promise<StaticFile | undefined>

/** Serves the files that the first of these finds. */
export const useFiles = (finds: readonly Find[], outgoing: Outgoing): Plugin<object, FromSocket> => ({
  async onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return
    const file = await findFirst(
      finds,
      url.pathname,
      request.headers.get('accept')?.includes('text/html') ?? false,
    )
    if (!file) return
    const encoding = encodingFor(request.headers.get('accept-encoding') ?? '')
    const headers = { ...headersOf(file), ...(encoding !== 'identity' && { 'content-encoding': encoding }) }
    if (isKnown(file, request.headers.get('if-none-match')))
      return endResponse(new fetchAPI.Response(null, { status: 304, headers }))
    const content = file[encoding]
    const sized = { ...headers, 'content-length': String(content.length) }
    if (request.method === 'HEAD') return endResponse(new fetchAPI.Response(null, { headers: sized }))
    const room = outgoing.roomFor(serverContext.res)
    try {
      room.hold(content.length)
      endResponse(new fetchAPI.Response(content, { headers: sized }))
    } catch (error) {
      const { message, extensions } = error as GraphQLError
      endResponse(fetchAPI.Response.json({ errors: [{ message, extensions }] }, { status: 429 }))
    }
    room.handOver()
  },
})

function encodingFor(accepted: string): 'br' | 'gzip' | 'identity' {
  const parts = accepted.split(',').filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
  const names = new Set(parts.map((part) => part.split(';')[0]!.trim().toLowerCase()))
  return names.has('br') ? 'br' : names.has('gzip') ? 'gzip' : 'identity'
}

async function findFirst(finds: readonly Find[], path: string, wantsPage: boolean) {
  for (const find of finds) {
    const file = await find(path, wantsPage)
    if (file) return file
  }
  return undefined
}

const isKnown = ({ etag }: StaticFile, known: string | null) =>
  known?.split(',').some((one) => one.trim() === etag || one.trim() === '*') ?? false

/** Browsers keep a file, and check each time whether it has changed. */
/** A worker has the policy of its script, and must reach this server. */
const ofScripts = { 'content-security-policy': "default-src 'self'; frame-ancestors 'none'" }

const headersOf = ({ type, etag, headers }: StaticFile) => ({
  'content-type': type,
  etag,
  'cache-control': 'no-cache',
  'vary': 'accept-encoding',
  'x-content-type-options': 'nosniff',
  ...(type.startsWith('text/javascript') && ofScripts),
  ...headers,
})
