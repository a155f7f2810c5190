import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite' } })
})
afterAll(() => api.close())

it.each([
  [100, 100],
  [150, 101],
])('of %i errors an answer shows %i', async (received, shown) => {
  const fields = Array.from(
    { length: received },
    (_, index) => `a${index}: run(flow: "F", ref: "99999999999999999999") { number }`,
  )
  const { errors, data } = await api.ask(`{ ${fields.join(' ')} backends { name } }`)
  const own = Array.from({ length: 100 }, (_, index) => ({
    path: [`a${index}`],
    extensions: { code: 'BAD_USER_INPUT', field: 'ref' },
  }))
  const rest = { extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 100, received } }
  expect(errors).toMatchObject(shown > 100 ? [...own, rest] : own)
  expect(data).toMatchObject({ backends: [{ name: 'main' }] })
})
