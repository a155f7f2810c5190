import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { serverUrl } from '../../src/db/urls/options.ts'
import { parseBackend } from '../../src/db/url.ts'
import { newDirectory } from '../setup/servers/process.ts'
import { newPlace } from '../setup/servers/stores.ts'

const password = 'hunter2:%/@é'
let directory: ReturnType<typeof newDirectory>
beforeAll(() => {
  directory = newDirectory()
  writeFileSync(join(directory.path, 'good'), `${password}\n`)
  writeFileSync(join(directory.path, 'empty'), '\n')
})
afterAll(() => directory.remove())

const withFile = (url: string, file: string) =>
  `${url}?password-file=${encodeURIComponent(join(directory.path, file))}`
const backend = (url: string, file: string) => parseBackend(`a=${withFile(url, file)}`)

it('a password in a file goes into the URL, and is no setting of the server', () => {
  const { url } = serverUrl('a', withFile('postgres://user@host/db', 'good'), [])
  expect(url.href).toBe(`postgres://user:${encodeURIComponent(password)}@host/db`)
})

describe.each(['postgres', 'metaflow+postgres'])('%s://…?password-file=', (scheme) => {
  it.each([
    ['user', 'none', 'Backend "a": the file named by password-file= cannot be read (ENOENT).'],
    ['user', '.', 'Backend "a": the file named by password-file= cannot be read (EISDIR).'],
    ['user', 'empty', 'Backend "a": the file named by password-file= is empty.'],
    ['user:x', 'good', 'Backend "a" has a password in its URL and one in a file. Remove one of them.'],
  ])('by %s from %s is refused', (user, file, sentence) => {
    expect(() => backend(`${scheme}://${user}@host/db`, file)).toThrow(sentence)
  })
})

it('is what the server asks for', async () => {
  const place = await newPlace('postgres')
  const url = new URL(place.url)
  const server = inject('servers')['postgres']!
  writeFileSync(join(directory.path, 'own'), decodeURIComponent(new URL(server).password))
  url.password = ''
  await (await openBackend(backend(url.href, 'own'))).close()
  await expect(openBackend(backend(url.href, 'good'))).rejects.toThrow('password authentication failed')
  await place.remove()
})

it('a password with a slash, which ends the host, is refused and not repeated', () => {
  const wrong = () => parseBackend('a=postgres://user:12/secret@host/db')
  expect(wrong).toThrow('The URL of backend "a" cannot be read.')
  expect(wrong).not.toThrow('secret')
})
