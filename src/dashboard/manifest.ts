import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import * as clientDocuments from '../client/documents/documents.gen.ts'
import { workerDocuments } from '../client/worker/documents.ts'
import { keyOf } from './data/documentids.ts'

/**
 * Writes `documents.json`: every operation of the page, of the typed client and of workers by the SHA-256 of its
 * text, for servers that trust only these. The page is built with the ids, which it sends.
 */
export function manifest(): Plugin {
  let texts: readonly string[] = []
  return {
    name: 'execgraph-manifest',
    apply: 'build',
    async config() {
      texts = await documentTexts(import.meta.dirname)
      const ids = Object.fromEntries(texts.map((text) => [keyOf(text), idOf(text)]))
      if (Object.keys(ids).length < new Set(texts).size) throw new Error('Two documents have the same key.')
      return { define: { __DOCUMENT_IDS__: JSON.stringify(ids) } }
    },
    generateBundle() {
      const all = [...texts, ...textsIn(clientDocuments), ...Object.values(workerDocuments)]
      const documents = Object.fromEntries(all.map((text) => [idOf(text), text]))
      this.emitFile({ type: 'asset', fileName: 'documents.json', source: JSON.stringify(documents, null, 1) })
    },
  }
}

const idOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The texts as the generated modules hold them, which is what is sent. */
async function documentTexts(folder: string): Promise<string[]> {
  const files = globSync('*/**/*.gen.ts', { cwd: folder }).toSorted()
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap(textsIn)
}

const textsIn = (module: object): string[] =>
  Object.entries(module).flatMap(([name, value]) => (name.endsWith('Document') ? [String(value)] : []))
