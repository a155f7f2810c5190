import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dashboardFolder } from '../../src/cli/dashboard/building.ts'
import { newDirectory } from '../setup/servers/process.ts'

let directory: ReturnType<typeof newDirectory>
let told: string[]

beforeEach(() => {
  directory = newDirectory()
  told = []
  const { path } = directory
  mkdirSync(join(path, 'src/dashboard'), { recursive: true })
  mkdirSync(join(path, 'src/client/live'), { recursive: true })
  writeFileSync(join(path, 'package.json'), '{}')
  writeFileSync(join(path, 'src/dashboard/index.html'), '<script type="module" src="/main.js"></script>')
  write('document.title = "first"')
  symlinkSync(resolve('node_modules'), join(path, 'node_modules'))
})
afterEach(() => directory.remove())

const write = (script: string) => writeFileSync(join(directory.path, 'src/dashboard/main.js'), script)
const build = () => dashboardFolder((why) => told.push(why), directory.path)
const builds = () => readdirSync(join(directory.path, '.tmp/dashboard'))
const scriptIn = (folder: string) =>
  readdirSync(join(folder, 'assets'))
    .map((name) => readFileSync(join(folder, 'assets', name), 'utf8'))
    .join('')

it('is built by one of several that start at once, and anew when it is gone or its sources are others', async () => {
  const [first, ...others] = await Promise.all([build(), build(), build()])
  expect(others).toEqual([first, first])
  expect(builds()).toHaveLength(1)
  expect(scriptIn(first!)).toContain('first')
  // What is there is not looked into.
  cpSync(join(first!, 'index.html'), join(first!, 'mark.html'))
  expect(await build()).toBe(first)
  expect(readdirSync(first!)).toContain('mark.html')
  // No lock that was left behind is waited for.
  rmSync(first!, { recursive: true })
  mkdirSync(`${first}.lock`)
  utimesSync(`${first}.lock`, 0, 0)
  expect(await build()).toBe(first)
  expect(scriptIn(first!)).toContain('first')
  write('document.title = "second"')
  const second = (await build())!
  expect(second).not.toBe(first)
  expect(scriptIn(second)).toContain('second')
  expect(told).toEqual([])
  // Where it cannot be built, what is there is served, and it is said once why.
  write('this is no JavaScript (')
  expect(await build()).toBe(second)
  expect(told).toEqual([expect.stringContaining('The dashboard could not be built: ')])
  write('document.title = "third"')
  rmSync(join(directory.path, 'node_modules'))
  expect(await build()).toBe(second)
  expect(told).toHaveLength(2)
})

it('is missing where it was never built and cannot be written', async () => {
  writeFileSync(join(directory.path, '.tmp'), '')
  expect(await build()).toBe(undefined)
  expect(told).toEqual([expect.stringContaining('The dashboard could not be built: ')])
  rmSync(join(directory.path, 'src/dashboard'), { recursive: true })
  expect(await build()).toBe(undefined)
  expect(told[1]).toBe('The dashboard was not built here.')
})
