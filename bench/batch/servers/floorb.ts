import { createServer } from 'node:http'
import {
  createQueue,
  defaultInputBytes,
  defaultOpenExecutions,
  defaultOutputBytes,
} from '../../../src/db/queue/queue.ts'
import { defaultLimits } from '../../../src/db/recording/payload.ts'
import { createAnswer, defaultAnswerLimits } from '../../../src/graphql/answers/answer.ts'
import { openViewer } from '../../../src/graphql/access/viewer.ts'
import { createContext } from '../../../src/graphql/context.ts'
import { schema } from '../../../src/graphql/schema.ts'
import { noCache } from '../../../src/graphql/loading/statuscache.ts'
import { present } from '../../common/present.ts'
import { type DocumentNode, execute, parse, validate } from './graphql.ts'
import { jsonHandler, openStore } from './store.ts'

// Floor b: the minimum cost of GraphQL. Our schema, resolvers and loaders under graphql-js, without our checks.
const backend = await openStore()
const documents = new Map<string, DocumentNode>()

function documentOf(query: string): DocumentNode {
  let document = documents.get(query)
  if (!document) {
    document = parse(query)
    const errors = validate(schema, document)
    if (errors.length > 0) throw new Error(String(errors))
    documents.set(query, document)
  }
  return document
}

const limits = { limits: defaultLimits, outputBytes: defaultOutputBytes }
const stores = {
  backends: [backend],
  cache: noCache,
  recording: { ...limits, sampleRates: new Map() },
  queue: createQueue({ ...limits, inputBytes: defaultInputBytes, cap: defaultOpenExecutions }),
  retiring: new AbortController().signal,
  retain: undefined,
  report: console.error,
}
const room = { hold: () => {}, most: () => Infinity }

const handler = jsonHandler(async ({ query, variables }) => {
  const contextValue = createContext(stores, createAnswer(room, defaultAnswerLimits), {
    client: undefined,
    viewer: openViewer,
  })
  return execute({ schema, document: documentOf(query), variableValues: { ...variables }, contextValue })
})

await present(createServer(handler))
