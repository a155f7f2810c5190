import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const declared =
  /^export (?:async )?(?:const|let|function|class|interface|type|enum) \*?(\w+)|^export (?:type )?\{([^}]*)\}/gm

/** The names that the files of a folder export, each with its files. */
function exportsOf(folder: URL): Map<string, Set<string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts'))
    .toSorted()
  const found = new Map<string, Set<string>>()
  for (const file of files) {
    for (const [, name, list = ''] of readFileSync(new URL(file, folder), 'utf8').matchAll(declared)) {
      const listed = list.split(',').map((one) => one.trim().replace(/^type |^.* as /g, ''))
      for (const one of name === undefined ? listed : [name])
        found.set(one, (found.get(one) ?? new Set()).add(file))
    }
  }
  return found
}

describe.each(['db', 'graphql'])('the names that src/%s exports', (folder) => {
  const found = exportsOf(new URL(`../src/${folder}/`, import.meta.url))

  it('have one meaning each', () => {
    expect(found.size).toBeGreaterThan(100)
    expect([...found].filter(([, files]) => files.size > 1)).toEqual([])
  })
})
