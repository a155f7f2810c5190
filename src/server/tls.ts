import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { type ServerOptions, createServer } from 'node:https'
import type { Server } from 'node:http'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'

/** Files with a certificate and its key, as PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** How often the files are looked at. Where they are links, as Kubernetes makes them, no event would tell. */
const lookMs = 2_000
/** Clients that connect and then say nothing take no more than this. */
const handshakeTimeout = 5_000

/** A server of HTTPS. It goes on with the new certificate when the files change; open connections keep the old one. */
export function createTlsServer(files: TlsFiles, options: ServerOptions, log: Logger): Server {
  const server = createServer({ ...options, ...firstPair(files), handshakeTimeout })
  const reload = () => {
    try {
      server.setSecureContext(readPair(files))
      log.info({ ...files }, 'TLS certificate was read again')
    } catch (error) {
      const { message } = error as Error
      log.error({ ...files, why: message }, 'TLS certificate cannot be used: the one before stays')
    }
  }
  const paths = [files.cert, files.key]
  for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, reload)
  server.once('close', () => {
    for (const path of paths) unwatchFile(path, reload)
  })
  return server
}

function firstPair(files: TlsFiles) {
  try {
    return readPair(files)
  } catch (error) {
    const { message } = error as Error
    throw new Error(`--tls-cert and --tls-key cannot be used: ${message}.`, { cause: error })
  }
}

/** Throws what is wrong with the files: one may have been replaced before the other. */
function readPair(files: TlsFiles) {
  const pair = { cert: readFileSync(files.cert), key: readFileSync(files.key) }
  createSecureContext(pair)
  return pair
}
