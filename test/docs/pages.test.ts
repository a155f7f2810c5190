import { execFile } from 'node:child_process'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newDesk } from '../setup/docs/desk.ts'
import { type Block, blocksOf, withTexts } from '../setup/docs/markdown.ts'
import { take } from '../setup/docs/page.ts'
import { stepsOf } from '../setup/docs/steps.ts'
import { codeFileOf, codeFolder, writeSettings } from '../setup/docs/snippets.ts'

/** Pages whose blocks are run by a test of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  'docs/client.md': 'test/client/examples.test.ts',
  'docs/command-line.md': 'test/cli/commandline.test.ts',
  'docs/embedding.md': 'test/embedding/recording.test.ts',
  'docs/recording.md': 'test/embedding/recording.test.ts',
}
const pages = ['README.md', ...globSync('docs/*.md').toSorted()].filter((page) => !(page in elsewhere))
const isUpdate = process.env['UPDATE_DOCS'] !== undefined

beforeAll(() => rmSync(codeFolder, { recursive: true, force: true }))
const notRun: string[] = []
afterAll(() => console.log(['Blocks that are not run:', ...notRun].join('\n  ')))

it.each(Object.entries(elsewhere))('%s is read by %s', (page, file) => {
  expect(readFileSync(file, 'utf8')).toContain(page.slice('docs/'.length, -'.md'.length))
})

it.each(pages)('all that %s shows happens', async (page) => {
  const text = readFileSync(page, 'utf8')
  const answers = new Map<Block, string>()
  const desk = newDesk()
  try {
    for (const step of stepsOf(blocksOf(text))) {
      const { line, mark } = step.block
      if (mark?.name === 'not run') notRun.push(`${page}:${line}: ${mark.value}`)
      const answer = await take(step, page, desk).catch((error: unknown) => {
        throw new Error(`${page}:${line}: ${(error as Error).message}`, { cause: error })
      })
      if (answer === undefined) continue
      if (!isUpdate)
        expect(`${page}:${step.answer!.line}\n${step.answer!.text}`).toBe(
          `${page}:${step.answer!.line}\n${answer}`,
        )
      answers.set(step.answer!, answer)
    }
  } finally {
    await desk.close()
  }
  if (answers.size > 0) writeFileSync(page, withTexts(text, answers))
})

it('the code that pages show has the right types', async () => {
  for (const page of pages)
    for (const block of blocksOf(readFileSync(page, 'utf8')))
      if (block.language === 'ts' && block.mark === undefined) codeFileOf(page, block)
  const { stdout } = await promisify(execFile)('node_modules/.bin/tsc', ['-p', writeSettings()]).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
})
