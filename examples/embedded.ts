// Answers the API under a path of an HTTP server of its own: `npm exec -- node examples/embedded.ts`.
import { createServer } from 'node:http'
import { pino } from 'pino'
import { createApp, openBackend, parseBackend } from '../src/index.ts'

const store = await openBackend(parseBackend('main=memory:'))
const app = createApp([store], { log: pino({ level: 'warn' }) })

const server = createServer((request, response) => {
  if (request.url === '/hello') response.end('Hello from this program.')
  else app.handle(request, response)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as { port: number }

const hello = await fetch(`http://127.0.0.1:${port}/hello`)
const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ backends { name reachable } }' }),
})
console.log(await hello.text())
console.log(await answer.text())

app.retire()
await new Promise((resolve) => server.close(resolve))
await store.close()
