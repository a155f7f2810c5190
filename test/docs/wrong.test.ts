import { afterAll, expect, it } from 'vitest'
import { newDesk } from '../setup/docs/desk.ts'
import { isShown } from '../setup/docs/compared.ts'
import { anchorsOf, blocksOf, linksOf } from '../setup/docs/markdown.ts'
import { take } from '../setup/docs/page.ts'
import { stepsOf } from '../setup/docs/steps.ts'

const desk = newDesk()
afterAll(() => desk.close())

const fenced = (language: string, text: string, mark = '') => `${mark}\n\`\`\`${language}\n${text}\n\`\`\`\n`
const taken = (page: string) => Promise.all(stepsOf(blocksOf(page)).map((step) => take(step, 'wrong', desk)))

it('an answer that does not come is found out, with the one that does', async () => {
  const query = fenced('graphql', '{ executions(ids: ["nobody"]) { id } }')
  expect(await taken(query + fenced('json', '{ "data": { "executions": [null] } }'))).toEqual([undefined])
  expect(await taken(query + fenced('json', '{ "data": { "executions": [] } }'))).toEqual([
    '{ "data": { "executions": [null] } }',
  ])
  await expect(taken(fenced('graphql', '{ nonsense }'))).rejects.toThrow('Cannot query field')
})

it('a command that fails or prints something else is found out', async () => {
  const hello = fenced('bash', 'echo hello')
  expect(await taken(hello + fenced('text', 'hello'))).toEqual([undefined])
  expect(await taken(hello + fenced('text', 'goodbye'))).toEqual(['hello'])
  await expect(taken(fenced('bash', 'npx execgraph nonsense'))).rejects.toThrow('There is no command')
})

it('a block of another file, or of an unknown language, is found out', async () => {
  const from = '<!-- from: LICENSE -->'
  expect(await taken(fenced('text', 'MIT License', from))).toEqual([undefined])
  await expect(taken(fenced('text', 'Another License', from))).rejects.toThrow('does not stand in LICENSE')
  await expect(taken(fenced('cobol', 'STOP RUN.'))).rejects.toThrow('cobol')
})

it('what is printed is compared by line, without times', () => {
  expect(isShown('a\n…\nc', 'a\nb\nb\nc\n')).toBe(true)
  expect(isShown('a\n…', 'a\n')).toBe(true)
  expect(isShown('at 2026-11-20T09:00:00.000Z', 'at 2027-01-01T00:00:00.123Z')).toBe(true)
  expect(isShown('a.c', 'abc')).toBe(false)
  expect(isShown('a', 'a\nb')).toBe(false)
})

it('links and headings are read as GitHub reads them', () => {
  const page =
    '# A `b`, and c?\n## Twice\n## Twice\n```\n# no heading\n[no](link)\n```\n[one](x.md#y) ![two](z.jpg)'
  expect([...anchorsOf(page)]).toEqual(['a-b-and-c', 'twice', 'twice-1'])
  expect(linksOf(page)).toEqual(['x.md#y', 'z.jpg'])
})
