import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DashboardFolder } from './dashboard.ts'
import type { DocumentOptions, Manifest } from '../../graphql/documents/texts.ts'

/** The documents that a server trusts: those that were built with its dashboard, and those of the operator's file. */
export async function trustedDocuments(folder: DashboardFolder, file?: string): Promise<Manifest> {
  const own = file === undefined ? [] : Object.entries(await manifestIn(file))
  const built = await folder
  const path = built === undefined ? undefined : join(built, 'documents.json')
  // An earlier build may have none.
  const known = path !== undefined && existsSync(path) ? Object.entries(await manifestIn(path)) : []
  return new Map([...known, ...own])
}

/** The documents of the page are known, and any others are executed too. */
export function ownDocuments(dashboard: DashboardFolder, report: (error: unknown) => void): DocumentOptions {
  const trusted = trustedDocuments(dashboard).catch((error: unknown) => {
    report(error)
    return new Map<string, string>()
  })
  return { trusted, only: false }
}

const isManifest = (documents: unknown): documents is Record<string, string> =>
  typeof documents === 'object' &&
  documents !== null &&
  !Array.isArray(documents) &&
  Object.values(documents).every((text) => typeof text === 'string')

/** Throws a sentence that says what is wrong with it. */
async function manifestIn(file: string): Promise<Record<string, string>> {
  const { documents, problem } = await readManifest(file)
  const [wrong] = Object.entries(documents).find(([id, text]) => hash('sha256', text) !== id) ?? []
  const why = problem ?? (wrong && `"${wrong.slice(0, 100)}" is not the SHA-256 of its text.`)
  if (why) throw new Error(`The documents in ${file} cannot be used: ${why}`)
  return documents
}

async function readManifest(file: string): Promise<{ documents: Record<string, string>; problem?: string }> {
  try {
    const documents: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (isManifest(documents)) return { documents }
    return { documents: {}, problem: 'it must be a JSON object of texts by their SHA-256.' }
  } catch (error) {
    return { documents: {}, problem: (error as Error).message }
  }
}
