import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Block } from './markdown.ts'

/** Where the code of pages is written, to be type-checked together. */
export const codeFolder = resolve('.tmp/docs')

const sources: Readonly<Record<string, string>> = {
  'execgraph': 'src/index.ts',
  'execgraph/client': 'src/client/index.ts',
  'execgraph/worker': ['index', 'worker']
    .map((name) => `src/client/worker/${name}.ts`)
    .find((file) => existsSync(file))!,
}

/** The file of a block of code, as it would be in a program that has the package. */
export function codeFileOf(page: string, { line, text }: Block): string {
  const name = `${page.replaceAll(/[^\w]/g, '-')}-${line}.ts`
  const file = join(codeFolder, name)
  mkdirSync(codeFolder, { recursive: true })
  const code = text.replaceAll(
    /(from |import\()'(execgraph(?:\/\w+)?)'/g,
    (whole, word: string, from: string) => (from in sources ? `${word}'../../${sources[from]}'` : whole),
  )
  writeFileSync(file, `${code}\n`)
  return file
}

const settings = {
  extends: '../../tsconfig.json',
  compilerOptions: { moduleDetection: 'force', rootDir: '../..', noUnusedLocals: false },
  include: ['*.ts'],
  exclude: [],
}

/** Writes the settings for a check of all of them. */
export function writeSettings(): string {
  mkdirSync(codeFolder, { recursive: true })
  const file = join(codeFolder, 'tsconfig.json')
  writeFileSync(file, JSON.stringify(settings))
  return file
}
