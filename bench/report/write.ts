import { globSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Results, readResults } from '../common/results.ts'
import { suites } from '../suites.ts'
import { pageOf } from './page.ts'
import { picturesOf } from './plots.ts'
import { allFigures } from './worse.ts'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))

/** The page and its pictures, by their names in docs. */
export function reportOf(results: readonly Results[]): ReadonlyMap<string, string> {
  return new Map([['benchmarks.md', pageOf(suites, results)], ...picturesOf(allFigures(suites, results))])
}

export const allResults = (): Results[] => suites.map(({ name }) => readResults(name))

/** Writes the report from the figures that are kept. */
export function writeReport(): void {
  for (const old of globSync(`${docs}images/bench-*.svg`)) rmSync(old)
  const files = reportOf(allResults())
  for (const [name, text] of files) writeFileSync(docs + name, text)
  console.log(`Written: ${[...files.keys()].map((name) => `docs/${name}`).join(', ')}`)
}
