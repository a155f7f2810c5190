// Asks with Apollo Client, whose cache keeps each execution once: `node examples/documents/apollo.ts`, beside `npm
// start`.
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { nameOf } from './identity.ts'
import { Finish, Newest } from './queries.ts'

const server = process.env['EXECGRAPH_URL'] ?? 'http://127.0.0.1:4000'
const uri = server.replace(/(\/graphql)?\/*$/, '/graphql')
const token = process.env['EXECGRAPH_TOKEN']

const client = new ApolloClient({
  link: new HttpLink({ uri, ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }) }),
  cache: new InMemoryCache({
    dataIdFromObject(object) {
      const name = nameOf(object)
      return name === null ? undefined : `${object.__typename}:${name}`
    },
  }),
})

const newest = { query: Newest, variables: { first: 3 } }
await client.query(newest)
const shown = client.watchQuery(newest).subscribe(({ data, error }) => {
  if (error) throw new Error(error.message, { cause: error })
  const all = (data?.executionHistory?.nodes ?? []).map((node) => `${node?.key} ${node?.status}`)
  if (all.length > 0) console.log(all.join(', '))
})
// The list is shown again, with what the answer of the mutation says.
await client.mutate({ mutation: Finish, variables: { id: process.argv[2] ?? '' } })
shown.unsubscribe()
client.stop()
