import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordFrom } from '../../src/cli/recording.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { newDirectory } from '../setup/servers/process.ts'
import { listen } from '../setup/servers/served.ts'

let api: Api
let server: Awaited<ReturnType<typeof listen>>
const directory = newDirectory()
beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'memory' } })
  server = await listen(api.app)
})
afterAll(async () => {
  await server.close()
  await api.close()
  directory.remove()
})

/** What is said of a file with these lines. */
async function recorded(...lines: readonly string[]) {
  const file = join(directory.path, 'lines.ndjson')
  writeFileSync(file, lines.join('\n'))
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const asked = { url: server.url, token: undefined, json: false, backend: undefined, file }
  await recordFrom({ ...asked, onConflict: 'FAIL' }, { say, tell: say }).catch((error: Error) =>
    say(error.message),
  )
  return said
}
const line = (id: string) => JSON.stringify({ id, flow: 'Lines' })

it('all that stands before a wrong line is sent, and what became of it is said', async () => {
  const before = Array.from({ length: 502 }, (_, index) => line(`before-${index}`))
  expect(
    await recorded(...before, '{"id":"bogus","flow":"Lines","status":"bogus"}', '{broken', line('after')),
  ).toEqual([
    expect.stringMatching(/^line 503: BAD_USER_INPUT: /),
    'Recorded 502 executions.',
    'Line 504 is not a JSON object. All before it was sent.',
  ])
  expect(await api.data('{ executions(ids: ["before-0", "before-501", "after"]) { id } }')).toEqual({
    executions: [{ id: 'before-0' }, { id: 'before-501' }, null],
  })
})

it('a file that is not there is said to be so', async () => {
  const { path } = directory
  const asked = { url: server.url, token: undefined, json: false, backend: undefined, file: `${path}/none` }
  const out = { say: () => {}, tell: () => {} }
  await expect(recordFrom({ ...asked, onConflict: 'FAIL' }, out)).rejects.toThrow(
    `There is no file "${path}/none".`,
  )
})
