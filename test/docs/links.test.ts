import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { anchorsOf, linksOf } from '../setup/docs/markdown.ts'

const pages = ['README.md', ...globSync('docs/**/*.md').toSorted()]
const links = pages.flatMap((page) => linksOf(readFileSync(page, 'utf8')).map((target) => ({ page, target })))
const isOuter = (target: string) => /^[a-z]+:/.test(target)
const isHere = (target: string) => target.startsWith('http://127.0.0.1')

it('every inner link leads to a file, and to a heading if it names one', () => {
  const lost = links.filter(({ page, target }) => {
    if (isOuter(target)) return false
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : normalize(join(dirname(page), path))
    if (!existsSync(file)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).has(anchor)
  })
  expect(lost).toEqual([])
})

it('every page of docs is in its index', () => {
  const index = new Set(linksOf(readFileSync('docs/README.md', 'utf8')).map((target) => target.split('#')[0]))
  const others = globSync('docs/*.md').map((page) => page.slice('docs/'.length))
  expect(others.filter((page) => page !== 'README.md' && !index.has(page))).toEqual([])
})

it('every outer link is in docs/links.txt, to be looked at by a person', () => {
  const outer = links
    .filter(({ target }) => isOuter(target) && !isHere(target))
    .map(({ page, target }) => `${target} ${page}`)
  const text = [...new Set(outer)]
    .toSorted()
    .map((line) => `${line}\n`)
    .join('')
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync('docs/links.txt', text)
  expect(readFileSync('docs/links.txt', 'utf8')).toBe(text)
})
