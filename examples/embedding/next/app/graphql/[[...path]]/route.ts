// Execgraph as a route of Next.js: app/graphql/[[...path]]/route.ts answers /graphql and /graphql/stream.
import { type Execgraph, createExecgraph } from '../../../../../../src/index.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

// Next loads this file again when it changes, and in each of its bundles.
const shared = globalThis as { execgraph?: Promise<Execgraph> }

async function answer(request: Request): Promise<Response> {
  shared.execgraph ??= createExecgraph({
    backends: { main: process.env['STORE'] ?? 'sqlite:./execgraph.db' },
    auth: 'none',
  })
  return (await shared.execgraph).fetch(request)
}

export { answer as GET, answer as OPTIONS, answer as POST }
