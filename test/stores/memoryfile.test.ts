import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDirectory, run, serve } from '../setup/servers/process.ts'

let folder: ReturnType<typeof newDirectory>
beforeEach(() => (folder = newDirectory()))
afterEach(() => folder.remove())

const backends = ['--backend', 'a=memory:', '--backend', 'b=memory:']

it('a store in memory lies in a folder for temporary files, which goes with the process', async () => {
  const served = await serve(backends, { env: { TMPDIR: folder.path } })
  expect(readdirSync(folder.path)).toHaveLength(2)
  const list = '{ executionHistory { nodes { id } } executionStats { isExact } }'
  expect(await served.ask(list)).toMatchObject({
    body: { data: { executionHistory: { nodes: [] }, executionStats: { isExact: true } } },
  })
  await served.stop()
  expect(readdirSync(folder.path)).toEqual([])
})

it('a store in memory without such a folder ends the start with a sentence', async () => {
  const missing = `${folder.path}/missing`
  const { code, stderr } = await run(['serve', '--port', '0', ...backends.slice(0, 2)], {
    env: { TMPDIR: missing },
  })
  expect(code).toBe(1)
  expect(stderr).toContain(
    `Backend "a" cannot be opened: the folder for temporary files, ${missing}, cannot be written. Set TMPDIR to another one.`,
  )
  expect(existsSync(missing)).toBe(false)
})
