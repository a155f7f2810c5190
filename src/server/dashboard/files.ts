import { readFileSync, readdirSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { type StaticFile, staticFile } from '../files/files.ts'
import { memoryOf } from '../files/loading.ts'

// Runs in its own thread.
const folder = String(workerData)

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Nothing inline, nothing from another host, and no other page may embed it in a frame. */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  // Who does not ask for a page gets something else at the same address.
  'vary': 'accept, accept-encoding',
}

/** The name of such a file holds a hash of its content. */
const assetHeaders = { 'cache-control': 'public, max-age=31536000, immutable' }

function headersOf(path: string): Record<string, string> | undefined {
  if (path.endsWith('.html')) return pageHeaders
  return path.startsWith('/assets/') ? assetHeaders : undefined
}

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && Object.hasOwn(types, extname(entry.name)))
  .map((entry) => join(entry.parentPath, entry.name))

const files: Record<string, StaticFile> = Object.fromEntries(
  names.map((name) => {
    const path = name.slice(folder.length).replaceAll(sep, '/')
    return [path, staticFile(types[extname(name)]!, readFileSync(name), headersOf(path))]
  }),
)
parentPort?.postMessage(files, memoryOf(files))
