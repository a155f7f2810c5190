// Execgraph in a server of node:http, beside what the program answers itself.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createExecgraph } from '../../src/index.ts'

const execgraph = await createExecgraph({
  backends: { main: process.env['STORE'] ?? 'sqlite:./execgraph.db' },
  auth: 'none',
})

const server = createServer((request, response) => {
  if (request.url === '/hello') response.end('Hello from this program.')
  else execgraph.handle(request, response)
})

async function stop() {
  // No new connections. Then the streams end, what is under way finishes, and the stores close.
  server.close()
  await execgraph.close()
  server.closeIdleConnections()
}
process.once('SIGTERM', () => void stop())

server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
