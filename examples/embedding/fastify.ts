// Execgraph in a server of Fastify.
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { createExecgraph } from '../../src/index.ts'

const execgraph = await createExecgraph({
  backends: { main: process.env['STORE'] ?? 'sqlite:./execgraph.db' },
  auth: 'none',
})

const app = fastify()
app.get('/hello', () => 'Hello from this program.')
app.register(async (api) => {
  // Execgraph reads bodies itself, within its limits.
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', (_request, _body, done) => done(null))
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack()
    execgraph.handle(request.raw, reply.raw)
  }
  api.all('/graphql', answer)
  api.all('/graphql/*', answer)
})
// Before the server waits for its connections: streams would keep it open.
app.addHook('preClose', () => execgraph.close())

process.once('SIGTERM', () => void app.close())
console.log(await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' }))
