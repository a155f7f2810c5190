import { globSync, readFileSync } from 'node:fs'
import { isEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { schema } from '../../src/graphql/schema.ts'

const read = (page: string) => readFileSync(`docs/${page}`, 'utf8')
const valuesOf = (name: string) => {
  const type = schema.getType(name)
  return isEnumType(type) ? type.getValues().map((value) => value.name) : []
}

/** The first cells of a table's rows, without their quotes. */
const firstCells = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, cell]) => cell!)

it('docs/limits.md has each error code, in the order of the schema', () => {
  const [, errors = ''] = /^## Errors$(.*?)^## /ms.exec(read('limits.md')) ?? []
  expect(firstCells(errors)).toEqual(valuesOf('ErrorCode'))
})

it('docs/recipes.md has each kind of attention, in the order of the schema', () => {
  const [, kinds = ''] = /^## What needs attention now\?$(.*?)^## /ms.exec(read('recipes.md')) ?? []
  expect(firstCells(kinds)).toEqual(valuesOf('AttentionKind'))
})

it('docs/concepts.md names each status and each reason of Execgraph', () => {
  const text = read('concepts.md') + read('metaflow.md')
  const words = [...valuesOf('ExecutionStatus'), ...valuesOf('RunStatus'), ...valuesOf('StatusReason')]
  expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([])
})

it('the options that pages about the server name are there', async () => {
  const all = await Promise.all(commands.map(({ load }) => load()))
  const named = all.flatMap(({ options }) => Object.keys(options).map((name) => `--${name}`))
  const known = new Set([...named, '--help'])
  const pages = globSync('docs/{limits,metaflow,operating,queue,scaling,security,settings,writing}.md')
  const shown = pages.flatMap((page) => readFileSync(page, 'utf8').match(/(?<=`|\s|\()--[a-z][a-z-]+/g) ?? [])
  expect(shown.length).toBeGreaterThan(60)
  expect([...new Set(shown)].filter((name) => !known.has(name))).toEqual([])
})
