import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createClient } from '../../src/client/index.ts'
import { workerDocuments } from '../../src/client/worker/documents.ts'
import { trustedDocuments } from '../../src/server/dashboard/documents.ts'
import { newDirectory, run, runHere, serve } from '../setup/servers/process.ts'

let directory: ReturnType<typeof newDirectory>
let file: string
beforeEach(() => {
  directory = newDirectory()
  file = join(directory.path, 'documents.json')
})
afterEach(() => directory.remove())

const memory = ['--backend', 'main=memory:']
const own = '{ backends { name } }'
const manifest = (text: string) => writeFileSync(file, JSON.stringify({ [hash('sha256', own)]: text }))

it('only those of the dashboard, of the typed client, of workers and of a file are executed, if the operator says so', async () => {
  manifest(own)
  const server = await serve([...memory, '--documents', 'only', '--documents-file', file])
  expect(await server.ask(own)).toMatchObject({
    status: 200,
    body: { data: { backends: [{ name: 'main' }] } },
  })
  const input = { worker: 'w', kinds: ['k'] }
  expect(await server.ask(workerDocuments.claimActions, { input })).toMatchObject({
    status: 200,
    body: { data: { claimActions: { actions: [] } } },
  })
  const client = createClient(server)
  expect(await client.execution('nobody')).toBeNull()
  const watching = client.watch(['nobody'])
  expect(await watching.next()).toMatchObject({ value: { kind: 'UNKNOWN' } })
  await watching.return()
  await expect(client.request(`{ __typename }`, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await server.ask('{ __typename }')).toMatchObject({
    status: 403,
    body: { errors: [{ extensions: { code: 'FORBIDDEN', field: 'query' } }] },
  })
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})

it('a file that cannot be used ends the start', async () => {
  const start = ['serve', ...memory, '--documents-file', file]
  const { code, stderr } = await run(start)
  expect([code, stderr]).toEqual([1, expect.stringContaining('ENOENT')])
  for (const [text, why] of [
    ['nonsense', 'JSON'],
    ['[]', 'JSON object of texts'],
    ['{"a":7}', 'JSON object of texts'],
    [JSON.stringify({ [hash('sha256', own)]: `${own} ` }), 'is not the SHA-256 of its text'],
  ] as const) {
    writeFileSync(file, text)
    await expect(trustedDocuments(undefined, file)).rejects.toThrow(why)
  }
  expect((await runHere(['serve', ...memory, '--documents', 'some'])).stderr).toContain('must be any or only')
})
