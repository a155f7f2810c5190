import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('the example of a program that answers the API itself works', async () => {
  const node = resolve('node_modules/.bin/node')
  const { stdout, stderr } = await promisify(execFile)(node, ['examples/embedded.ts'])
  const [hello, answer] = stdout.trim().split('\n')
  expect([hello, stderr]).toEqual(['Hello from this program.', ''])
  expect(JSON.parse(answer!)).toMatchObject({ data: { backends: [{ name: 'main', reachable: true }] } })
})
