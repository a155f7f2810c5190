import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { openWorkplace } from '../setup/servers/workers.ts'

it.each(['', '/graphql'])('the example of a worker works with an address that ends in "%s"', async (end) => {
  const place = await openWorkplace({ kind: 'sqlite' })
  const node = resolve('node_modules/.bin/node')
  const { stdout, stderr } = await promisify(execFile)(node, ['examples/worker.ts'], {
    env: { PATH: process.env['PATH'], EXECGRAPH_URL: place.url.replace('/graphql', end) },
  })
  await place.close()
  expect([stdout, stderr]).toEqual(['COMPLETED {"count":{"pages":3}}\n', ''])
})
