import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface Package {
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const compatible = /^(?:MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense)$/

const packageIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package

/** Where Node finds a package that is imported from a folder. */
function folderOf(name: string, from: string): string | undefined {
  const parts = from.split('/node_modules/')
  return parts
    .map((_, place) => [...parts.slice(0, parts.length - place), name].join('/node_modules/'))
    .find((folder) => existsSync(join(folder, 'package.json')))
}

/** All packages that some lead to, by their folders. Peers are packages that somebody else names. */
function installed(names: readonly string[], root: string): Set<string> {
  const found = new Set<string>()
  const open = names.map((name) => [name, root] as const)
  for (let next = open.pop(); next; next = open.pop()) {
    const folder = folderOf(...next)
    if (folder === undefined || found.has(folder)) continue
    found.add(folder)
    const { dependencies, optionalDependencies } = packageIn(folder)
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) open.push([name, folder])
  }
  return found
}

/** What the built dashboard has inside, though only its build needs it here. What builds it is not inside. */
const bundled = globSync('src/{dashboard,client}/**/*.{ts,tsx}')
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/ from '((?:@[\w-]+\/)?[a-z][\w.-]*)[/']/g)])
  .map(([, name]) => name!)
  .filter((name) => !/^(?:@vitejs|vite)(?:\/|$)/.test(name))

it('has only packages with licences that are compatible with its own', () => {
  const root = process.cwd()
  const own = Object.keys(packageIn(root).dependencies!)
  expect(bundled).toContain('react')
  const folders = [...installed([...own, ...new Set(bundled)], root)]
  expect(folders.length).toBeGreaterThan(own.length)
  const others = folders.filter((folder) => !compatible.test(packageIn(folder).license ?? ''))
  expect(others).toEqual([])
})
