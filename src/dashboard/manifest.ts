import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/** Writes `documents.json`: every operation of the page by the SHA-256 of its text, for servers that trust only these. */
export const manifest = (): Plugin => ({
  name: 'execgraph-manifest',
  apply: 'build',
  async generateBundle() {
    const texts = await documentTexts(import.meta.dirname)
    const documents = Object.fromEntries(texts.map((text) => [idOf(text), text]))
    this.emitFile({ type: 'asset', fileName: 'documents.json', source: JSON.stringify(documents, null, 1) })
  },
})

const idOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The texts as the generated modules hold them, which is what is sent. */
async function documentTexts(folder: string): Promise<string[]> {
  const files = globSync('*/**/*.gen.ts', { cwd: folder }).toSorted()
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<Record<string, unknown>>),
  )
  const exported = modules.flatMap((module) => Object.entries(module))
  return exported.flatMap(([name, value]) => (name.endsWith('Document') ? [String(value)] : []))
}
