// Execgraph in an app of Hono. Its server is that of the platform: Bun, Deno, or `@hono/node-server`.
import { Hono } from 'hono'
import { createExecgraph } from '../../src/index.ts'

export const execgraph = await createExecgraph({
  backends: { main: process.env['STORE'] ?? 'sqlite:./execgraph.db' },
  auth: 'none',
})

export const app = new Hono()
app.get('/hello', (context) => context.text('Hello from this program.'))
app.all('/graphql/*', (context) => execgraph.fetch(context.req.raw))
