// Asks with urql, whose cache keeps each execution once: `node examples/documents/urql.ts`, beside `npm start`.
import { Client, fetchExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { nameOf } from './identity.ts'
import { Finish, Newest } from './queries.ts'

const server = process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000'
const url = server.replace(/(\/graphql)?\/*$/, '/graphql')
const token = process.env['EXECGRAPH_TOKEN']

// Every type is named by the same function.
const cache = cacheExchange({ keys: new Proxy({}, { get: () => nameOf }) })
const client = new Client({
  url,
  exchanges: [cache, fetchExchange],
  preferGetMethod: false,
  ...(token !== undefined && { fetchOptions: { headers: { authorization: `Bearer ${token}` } } }),
})

const shown = client.query(Newest, { first: 3 }).subscribe(({ data, error }) => {
  if (error) throw error
  const all = (data?.executionHistory?.nodes ?? []).map(({ key, status }) => `${key} ${status}`)
  console.log(all.join(', '))
})
await client.query(Newest, { first: 3 }).toPromise()
// The list is shown again, with what the answer of the mutation says.
await client.mutation(Finish, { id: process.argv[2] ?? '' }).toPromise()
shown.unsubscribe()
